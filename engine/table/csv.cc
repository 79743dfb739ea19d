#include "engine/table/csv.h"

#include <algorithm>
#include <utility>

namespace nightshift {

CsvReader::CsvReader(std::string_view text) : text_(text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text_.substr(0, kByteOrderMark.size()) == kByteOrderMark) at_ = kByteOrderMark.size();
}

Result<std::optional<std::span<const CsvReader::Field>>> CsvReader::read() {
  fields_.clear();
  unquoted_.clear();
  while (!one_column_ && take_line_end()) continue;  // empty lines
  const bool is_first = record_line_ == 0;
  record_line_ = line_;
  if (at_ == text_.size()) return std::optional<std::span<const Field>>();
  NIGHTSHIFT_TRY(read_field());
  while (!take_line_end() && at_ < text_.size()) {
    ++at_;  // the comma: a field ends only there, at a line's end or at the end of the text
    NIGHTSHIFT_TRY(read_field());
  }
  if (is_first) one_column_ = fields_.size() == 1;
  return std::optional(std::span<const Field>(fields_));
}

Result<void> CsvReader::read_field() {
  if (at_ < text_.size() && text_[at_] == '"') {
    NIGHTSHIFT_TRY(const std::string_view value, read_quoted());
    fields_.push_back({.text = value, .is_null = false});
  } else {
    const std::string_view value = read_plain();
    fields_.push_back({.text = value, .is_null = value.empty()});
  }
  return {};
}

std::string_view CsvReader::read_plain() {
  std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
  const bool line_ends = end < text_.size() && text_[end] == '\n';
  if (line_ends && end > at_ && text_[end - 1] == '\r') --end;
  const std::string_view value = text_.substr(at_, end - at_);
  at_ = end;
  return value;
}

// The common case, a value without quotes inside, is a view into the text; otherwise a copy is made
// in which each pair of quotes is one.
Result<std::string_view> CsvReader::read_quoted() {
  std::string* copy = nullptr;
  std::string_view value;
  std::size_t from = at_ + 1;
  while (true) {
    const std::size_t quote = text_.find('"', from);
    if (quote == std::string_view::npos) {
      return fail(quote_error("A quoted value is never closed: its second \" is missing."));
    }
    value = text_.substr(from, quote - from);
    for (const char c : value) line_ += c == '\n' ? 1 : 0;
    at_ = quote + 1;
    const bool doubled = at_ < text_.size() && text_[at_] == '"';
    if (!doubled) break;
    if (copy == nullptr) copy = &unquoted_.emplace_back();
    copy->append(value).append(1, '"');
    from = at_ + 1;
  }
  if (copy != nullptr) value = copy->append(value);
  const std::string_view rest = text_.substr(at_);
  const bool ends =
      rest.empty() || rest[0] == ',' || rest[0] == '\n' || rest.substr(0, 2) == "\r\n";
  if (!ends) {
    return fail(quote_error(
        "After a closing quote there is text; a quote inside a value is written \"\"."));
  }
  return value;
}

bool CsvReader::take_line_end() {
  const std::string_view rest = text_.substr(at_);
  const std::size_t size = rest.substr(0, 1) == "\n" ? 1 : rest.substr(0, 2) == "\r\n" ? 2 : 0;
  at_ += size;
  line_ += size > 0 ? 1 : 0;
  return size > 0;
}

Error CsvReader::quote_error(std::string message) const {
  Error error;
  error.whose = Whose::kAuthor;
  error.code = "csv.quote";
  error.message = std::move(message);
  error.remedy = "Put the whole value in quotes and write each quote inside it twice.";
  error.where.line = record_line_;
  return error;
}

}  // namespace nightshift
