#include "grader/seal.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/compile.h>

#include "engine/base/sha.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

constexpr double kWholeMax = 9e15;

std::string whole_text(double value) {
  return "i" + std::to_string(static_cast<std::int64_t>(value));
}

bool is_whole(double value) { return std::abs(value) < kWholeMax && value == std::floor(value); }

std::string real_print(double value) {
  if (!std::isfinite(value)) return "r" + real_text(value);
  if (is_whole(value)) return whole_text(value);
  const std::string text = fmt::format(FMT_COMPILE("{:.9g}"), value);
  const double rounded = std::strtod(text.c_str(), nullptr);
  return is_whole(rounded) ? whole_text(rounded) : "r" + text;
}

// One cell with its kind before it, so that the text '1' and the number 1 differ.
struct CellPrinter {
  std::string operator()(Null) const { return "n"; }
  std::string operator()(std::int64_t value) const { return "i" + std::to_string(value); }
  std::string operator()(double value) const { return real_print(value); }
  std::string operator()(const std::string& value) const { return "t" + value; }
  std::string operator()(const Blob& value) const { return "b" + value.bytes; }
};

std::string cell_print(const Cell& cell) {
  const std::string text = std::visit(CellPrinter{}, cell);
  return std::to_string(text.size()) + ":" + text;
}

std::string row_print(const Table& table, std::size_t row) {
  std::string text;
  for (const Column& column : table.columns) text += cell_print(column.cells[row]);
  return text;
}

// What rows of one tie group have in common.
std::string group_print(const Table& table, std::size_t row, const ResultForm& form) {
  if (!form.ordered) return {};
  if (form.by_row) return std::to_string(row);
  std::string text;
  for (const OrderKey& key : form.keys) {
    if (key.column < table.columns.size()) text += cell_print(table.columns[key.column].cells[row]);
  }
  return text;
}

std::string group_text(std::vector<std::string> rows, bool as_set) {
  std::sort(rows.begin(), rows.end());
  if (as_set) rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::string text = "[" + std::to_string(rows.size()) + "\n";
  for (const std::string& row : rows) text += std::to_string(row.size()) + "|" + row + "\n";
  return text;
}

std::string hashed(std::string_view one, std::string_view other) {
  Sha256 sha;
  sha.add(one);
  sha.add(other);
  return sha.text();
}

int digit_of(char c) { return c >= 'a' ? c - 'a' + 10 : c - '0'; }

// Bytes of a stream that only who has the key can make.
class KeyStream {
 public:
  explicit KeyStream(std::string_view key) : key_(key) {}

  unsigned char next() {
    if (at_ == block_.size()) {
      block_ = hashed("stream " + std::to_string(count_++) + " ", key_);
      at_ = 0;
    }
    const int byte = digit_of(block_[at_]) * 16 + digit_of(block_[at_ + 1]);
    at_ += 2;
    return static_cast<unsigned char>(byte);
  }

 private:
  std::string key_;
  std::string block_;
  std::size_t at_ = 0;
  std::int64_t count_ = 0;
};

std::string tag_of(std::string_view key) { return hashed("tag ", key).substr(0, 32); }

}  // namespace

bool operator==(const ResultForm& left, const ResultForm& right) {
  return left.as_set == right.as_set && left.ordered == right.ordered &&
         left.by_row == right.by_row &&
         std::equal(
             left.keys.begin(), left.keys.end(), right.keys.begin(), right.keys.end(),
             [](const OrderKey& one, const OrderKey& other) { return one.column == other.column; });
}

std::string canonical_result(const Table& result, const ResultForm& form) {
  std::string text = std::to_string(result.columns.size()) + " columns\n";
  std::vector<std::string> group;
  std::string group_of;
  for (std::size_t row = 0; row < result.row_count(); ++row) {
    std::string here = group_print(result, row, form);
    if (!group.empty() && here != group_of) {
      text += group_text(std::move(group), form.as_set);
      group.clear();
    }
    group_of = std::move(here);
    group.push_back(row_print(result, row));
  }
  return group.empty() ? text : text + group_text(std::move(group), form.as_set);
}

bool on_rounding_edge(const Table& result) {
  constexpr double kNear = 1e-11;
  constexpr double kTiny = 1e-8;
  for (const Column& column : result.columns) {
    for (const Cell& cell : column.cells) {
      const auto* real = std::get_if<double>(&cell);
      if (real == nullptr || !std::isfinite(*real)) continue;
      const std::string print = real_print(*real);
      const bool moves =
          real_print(*real * (1 - kNear)) != print || real_print(*real * (1 + kNear)) != print;
      if (moves || (*real != 0 && std::abs(*real) < kTiny)) return true;
    }
  }
  return false;
}

std::string seal_digest(std::string_view salt, std::string_view text, std::int64_t rounds) {
  std::string digest = hashed(salt, text);
  for (std::int64_t round = 0; round < rounds; ++round) {
    Sha256 sha;
    sha.add(digest);
    digest = sha.text();
  }
  return digest;
}

Secret close_text(std::string_view key, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  KeyStream stream(key);
  Secret secret{.tag = tag_of(key), .closed = {}};
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(static_cast<unsigned char>(c) ^ stream.next());
    secret.closed += kDigits[byte >> 4U];
    secret.closed += kDigits[byte & 15U];
  }
  return secret;
}

std::optional<std::string> open_text(std::string_view key, const Secret& secret) {
  if (tag_of(key) != secret.tag) return std::nullopt;
  KeyStream stream(key);
  std::string text;
  for (std::size_t at = 0; at + 1 < secret.closed.size(); at += 2) {
    const int byte = digit_of(secret.closed[at]) * 16 + digit_of(secret.closed[at + 1]);
    text += static_cast<char>(static_cast<unsigned char>(byte) ^ stream.next());
  }
  return text;
}

Json form_json(const ResultForm& form) {
  Json keys = Json::array();
  for (const OrderKey& key : form.keys) keys.push(key.column);
  return Json::object({{"as_set", form.as_set},
                       {"ordered", form.ordered},
                       {"by_row", form.by_row},
                       {"keys", std::move(keys)}});
}

ResultForm form_from_json(JsonReader reader) {
  constexpr std::int64_t kColumnsMax = 2'000;
  ResultForm form;
  form.as_set = reader.member("as_set").boolean();
  form.ordered = reader.member("ordered").boolean();
  form.by_row = reader.member("by_row").boolean();
  for (JsonReader& key : reader.member("keys").elements()) {
    form.keys.push_back({.column = static_cast<std::size_t>(key.integer(0, kColumnsMax))});
  }
  return form;
}

}  // namespace nightshift
