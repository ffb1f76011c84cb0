#include "models/policies/lever_list.hpp"

namespace sojourn::models {

std::span<const LeverReader> lever_list() {
  static constexpr LeverReader kAll[] = {read_visa,         read_admission,
                                         read_openness,     read_quota,
                                         read_study,        read_fee,
                                         read_contract,     read_family,
                                         read_resettlement, read_carrier_sanctions,
                                         read_rights,       read_regularisation,
                                         read_protection,   read_recognition,
                                         read_returns,      read_naturalisation,
                                         read_effort,       read_interdiction,
                                         read_readmission,  read_exit};
  return kAll;
}

}  // namespace sojourn::models
