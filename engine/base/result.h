// Errors are values. Every function that can fail for a reason outside the program returns a
// Result.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace nightshift {

// Whose trouble an error is. Our own broken invariants are no Errors: see NIGHTSHIFT_CHECK.
enum class Whose {
  kLearner,  // what the learner handed in: a query, an answer
  kAuthor,   // a lesson pack
  kHost,     // the program that speaks to the door: a request that is not JSON, an unknown kind
};

// "learner", "author" or "host": the spelling on the wire.
std::string whose_text(Whose whose);

// The place of an error. Every part is optional; an empty string or nullopt means "not known".
struct Where {
  std::string file;     // path inside the pack or the submission
  std::string pointer;  // JSON pointer (RFC 6901) inside that file; "" is also the whole document
  std::optional<std::int64_t> line;          // from 1
  std::optional<std::int64_t> column;        // from 1, in UTF-16 units
  std::optional<std::int64_t> offset_utf16;  // from 0, in UTF-16 units from the start of the text

  friend bool operator==(const Where&, const Where&) = default;
};

// One thing that went wrong, for a person and for a program.
struct Error {
  Whose whose = Whose::kLearner;
  std::string code;     // stable, dotted, listed in docs/errors.md; decisions are made on this only
  std::string message;  // one sentence for a person
  std::string remedy;   // what to do next; may be empty
  Where where;

  friend bool operator==(const Error&, const Error&) = default;
};

using Errors = std::vector<Error>;

template <typename T>
using Result = tl::expected<T, Error>;

// For work that goes on after the first error (validation), so that an author sees them all.
template <typename T>
using ResultOrErrors = tl::expected<T, Errors>;

inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }
inline tl::unexpected<Errors> fail(Errors errors) {
  return tl::unexpected<Errors>(std::move(errors));
}

// The same, where several errors could be told.
template <typename T>
ResultOrErrors<T> as_errors(Result<T> result) {
  return std::move(result).map_error([](Error&& error) { return Errors{std::move(error)}; });
}

}  // namespace nightshift

#define NIGHTSHIFT_JOIN_INNER(a, b) a##b
#define NIGHTSHIFT_JOIN(a, b) NIGHTSHIFT_JOIN_INNER(a, b)
#define NIGHTSHIFT_TRY_VALUE(temporary, declaration, expression)           \
  auto temporary = (expression);                                           \
  if (!temporary) return ::nightshift::fail(std::move(temporary.error())); \
  declaration = std::move(*temporary)
#define NIGHTSHIFT_TRY_VOID(temporary, expression) \
  if (auto temporary = (expression); !temporary)   \
  return ::nightshift::fail(std::move(temporary.error()))
#define NIGHTSHIFT_TRY_PICK(one, two, name, ...) name
#define NIGHTSHIFT_TRY_1(expression) \
  NIGHTSHIFT_TRY_VOID(NIGHTSHIFT_JOIN(try_, __COUNTER__), expression)
#define NIGHTSHIFT_TRY_2(declaration, expression) \
  NIGHTSHIFT_TRY_VALUE(NIGHTSHIFT_JOIN(try_, __COUNTER__), declaration, expression)

// Passes an error on to the caller:
//   NIGHTSHIFT_TRY(close(file));               for Result<void>
//   NIGHTSHIFT_TRY(auto rows, read(file));     for Result<T>: `rows` is the value
#define NIGHTSHIFT_TRY(...) \
  NIGHTSHIFT_TRY_PICK(__VA_ARGS__, NIGHTSHIFT_TRY_2, NIGHTSHIFT_TRY_1, )(__VA_ARGS__)
