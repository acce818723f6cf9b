// The traits of all customers of a market, in columns, and the registry's rows bound to them.
#pragma once

#include "sim/model/columns.hpp"
#include "sim/model/parameters/traits.hpp"

namespace clientele::model {

using Traits = TraitValues<RowColumn>;
inline constexpr auto trait_parameters = Traits::parameters();

}  // namespace clientele::model
