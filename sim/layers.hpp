// The layers of the program, one namespace each, in the order in which they depend on each other: each sees
// the names of those before it, and of none after it. Analysis stands by itself.
#pragma once

namespace clientele::random {}
namespace clientele::model {
using namespace random;
}
namespace clientele::scenario {
using namespace model;
}
namespace clientele::analysis {}
namespace clientele::experiment {
using namespace scenario;
using namespace analysis;
}  // namespace clientele::experiment
namespace clientele::validation {
using namespace experiment;
}
namespace clientele::app {
using namespace validation;
}
