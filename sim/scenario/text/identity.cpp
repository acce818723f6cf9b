#include "sim/scenario/text/identity.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>

namespace clientele::scenario {

std::string hash_of(std::string_view text) {
  const boost::uuids::name_generator_sha1 generator(boost::uuids::ns::url());
  return boost::uuids::to_string(generator(text.data(), text.size()));
}

}  // namespace clientele::scenario
