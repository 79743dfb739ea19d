#include "engine/base/result.h"

#include "engine/base/check.h"

namespace nightshift {

std::string whose_text(Whose whose) {
  switch (whose) {
    case Whose::kLearner:
      return "learner";
    case Whose::kAuthor:
      return "author";
    case Whose::kHost:
      return "host";
  }
  NIGHTSHIFT_CHECK(false);
}

}  // namespace nightshift
