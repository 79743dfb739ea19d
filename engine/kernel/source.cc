#include "engine/kernel/source.h"

#include "engine/base/ascii.h"

namespace nightshift {

std::optional<std::size_t> SourceSchema::place_of(std::string_view name) const {
  for (std::size_t index = 0; index < columns.size(); ++index) {
    if (same_name(columns[index].name, name)) return index;
  }
  return std::nullopt;
}

}  // namespace nightshift
