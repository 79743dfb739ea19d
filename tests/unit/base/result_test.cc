#include "engine/base/result.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

Error error_of(const char* code) {
  Error error;
  error.code = code;
  return error;
}

Result<int> half(int value) {
  if (value % 2 != 0) return fail(error_of("odd"));
  return value / 2;
}

Result<void> positive(int value) {
  if (value <= 0) return fail(error_of("not_positive"));
  return {};
}

Result<int> quarter(int value) {
  NIGHTSHIFT_TRY(positive(value));
  NIGHTSHIFT_TRY(const int once, half(value));
  NIGHTSHIFT_TRY(const int twice, half(once));
  return twice;
}

TEST_CASE("an error is passed on, a value is taken out") {
  CHECK(quarter(12).value() == 3);
  CHECK(quarter(6).error().code == "odd");
  CHECK(quarter(-4).error().code == "not_positive");
}

TEST_CASE("whose trouble it is, in words") {
  CHECK(whose_text(Whose::kLearner) == "learner");
  CHECK(whose_text(Whose::kAuthor) == "author");
  CHECK(whose_text(Whose::kHost) == "host");
}

}  // namespace
}  // namespace nightshift
