"""What a run file holds, byte by byte."""

import h5py


def raw(path):
    """Every byte outside /provenance as it lies in the file, chunk by chunk, and all attributes."""
    content = {}

    def attributes(name, item):
        for key in item.attrs:
            if key not in ("REFERENCE_LIST", "DIMENSION_LIST"):
                value = item.attrs.get_id(key)
                content[f"{name}@{key}"] = (value.dtype.str, repr(item.attrs[key]))

    def visit(name, item):
        if name.split("/")[0] == "provenance":
            return
        attributes(name, item)
        if not isinstance(item, h5py.Dataset):
            return
        content[name] = (item.shape, item.dtype.str, item.chunks, item.compression)
        if item.chunks is None or item.dtype.kind == "O":  # texts lie in heaps
            content[name] += (repr(item[...].tolist()),)
            return
        for i in range(item.id.get_num_chunks()):
            offset = item.id.get_chunk_info(i).chunk_offset
            content[f"{name}{offset}"] = item.id.read_direct_chunk(offset)

    with h5py.File(path, "r") as file:
        attributes("", file)
        file.visititems(visit)
    return content
