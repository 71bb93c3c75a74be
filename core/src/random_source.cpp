#include "random_source.h"

#include <memory>
#include <random>

namespace tidings {

std::function<double()> make_random_source() {
  return [engine = std::mt19937(std::random_device{}())]() mutable {
    return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
  };
}

}  // namespace tidings
