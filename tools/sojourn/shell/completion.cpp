#include "tools/sojourn/shell/completion.hpp"

#include <iostream>
#include <map>
#include <memory>

#include "tools/sojourn/console/cli.hpp"

namespace sojourn::command {

namespace {

using Script = std::string (*)(const std::vector<CommandInfo>&);

const std::map<std::string, Script>& scripts() {
  static const std::map<std::string, Script> all{
      {"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}};
  return all;
}

}  // namespace

void add_completion(Cli& cli) {
  const auto shell = std::make_shared<std::string>();
  Options options = cli.add("completion", "prints a script by which a shell completes this command",
                            [shell, &cli](const std::string&) {
                              std::cout << scripts().at(*shell)(cli.commands());
                              return 0;
                            });
  std::vector<std::string> shells;
  for (const auto& [name, script] : scripts()) shells.push_back(name);
  options.choice("SHELL", *shell, "bash, zsh or fish", shells);
  options.example("sojourn completion bash > ~/.local/share/bash-completion/completions/sojourn");
  options.example("sojourn completion zsh > ~/.zfunc/_sojourn  # a folder of $fpath");
  options.example("sojourn completion fish > ~/.config/fish/completions/sojourn.fish");
}

}  // namespace sojourn::command
