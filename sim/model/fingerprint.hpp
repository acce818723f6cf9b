// A hash of state, to compare worlds to the bit (FNV-1a, 64 bits: Fowler, Noll & Vo).
#pragma once

#include <cstdint>
#include <span>

#include "sim/model/market.hpp"

namespace clientele::model {

class Fingerprint {
 public:
  Fingerprint& add(std::span<const std::byte> bytes) {
    for (const std::byte byte : bytes) hash_ = (hash_ ^ static_cast<std::uint64_t>(byte)) * 0x100000001b3u;
    return *this;
  }
  Fingerprint& add(double value) { return add(std::as_bytes(std::span(&value, 1))); }
  template <class Scalar>
  Fingerprint& add(const Eigen::Array<Scalar, Eigen::Dynamic, 1>& column) {
    return add(std::as_bytes(std::span(column.data(), static_cast<std::size_t>(column.size()))));
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325u;
};

inline void add(Fingerprint& print, const Office& office) {
  for (const auto& [info, lever] : lever_parameters) print.add(office.levers.*lever);
  for (const double value :
       {office.standard, office.smoothed_work, office.hours_per_person, office.attrition, office.on_order,
        office.hires_due, office.absence_noise, office.required_hours, office.utilisation,
        office.planned_headcount, static_cast<double>(office.headcount)})
    print.add(value);
  for (const double advocacy : office.advocacy) print.add(advocacy);
}

/// Adds the complete state of a market.
inline void add(Fingerprint& print, const Market& market) {
  const auto& customers = market.customers;
  for (const auto& trait : trait_parameters) print.add(customers.traits.*trait.member);
  for (const auto column : account_columns) print.add(customers.account.*column);
  print.add(customers.learned).add(customers.account.staff).add(customers.account.business);
  print.add(customers.account.warned).add(customers.account.referred).add(customers.seeking);
  print.add(customers.slot).add(customers.generation).add(customers.segment);
  print.add(static_cast<double>(customers.served)).add(market.demand_noise);
  for (const auto column : staff_columns) print.add(market.staff.*column);
  print.add(market.staff.accounts).add(market.staff.generation).add(market.staff.present);
  for (const Office& office : market.offices) add(print, office);
}

}  // namespace clientele::model
