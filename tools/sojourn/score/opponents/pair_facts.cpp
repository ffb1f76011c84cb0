#include "tools/sojourn/score/opponents/pair_facts.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/world/geography.hpp"

namespace sojourn::command {

namespace {

constexpr double kLeastKm = 10;
constexpr NearnessWeights kLanguageAlone{1, 0, 1, 0}, kTieAlone{1, 0, 0, 1};

std::string text_in(const Node& row, const std::string& key) {
  const Node* value = row.find(key);
  const auto* found = value ? std::get_if<std::string>(&value->value) : nullptr;
  return found ? *found : std::string{};
}

/// The countries in the order of the run's axis.
std::vector<Place> countries_of(const Atlas& atlas) {
  std::vector<Place> places;
  for (const Atlas::Country& country : atlas.countries()) {
    Place place;
    place.id = country.id;
    place.latitude = country.latitude;
    place.longitude = country.longitude;
    place.located = country.located;
    places.push_back(place);
  }
  const Node* rows = atlas.scenario().find("country");
  if (rows == nullptr || !rows->is_array()) return places;
  for (const Node& row : rows->array()) {
    const auto place = std::ranges::find(places, text_in(row, "id"), &Place::id);
    if (place == places.end()) continue;
    place->languages = split_list(text_in(row, "languages"));
    place->colonial_ties = split_list(text_in(row, "colonial_ties"));
  }
  return places;
}

template <class Value>
Eigen::MatrixXd by_pair(const std::vector<Place>& places, const Value& value) {
  const auto n = static_cast<Eigen::Index>(places.size());
  return Eigen::MatrixXd::NullaryExpr(n, n, [&](Eigen::Index i, Eigen::Index j) {
    return value(places[static_cast<std::size_t>(i)], places[static_cast<std::size_t>(j)]);
  });
}

Eigen::MatrixXd log_distances(const std::vector<Place>& places) {
  const auto is_known = [](const Place& a, const Place& b) {
    return a.located && b.located && &a != &b;
  };
  const Eigen::MatrixXd known =
      by_pair(places, [&](const Place& a, const Place& b) { return is_known(a, b) ? 1.0 : 0.0; });
  const Eigen::MatrixXd logs = by_pair(places, [](const Place& a, const Place& b) {
    return fixed::log(std::max(kLeastKm, great_circle_km(a, b)));
  });
  const double mean = logs.cwiseProduct(known).sum() / std::max(1.0, known.sum());
  return (known.array() > 0).select(logs.array(), mean);
}

}  // namespace

std::vector<Eigen::MatrixXd> pair_facts(const Atlas& atlas) {
  const std::vector<Place> places = countries_of(atlas);
  return {
      log_distances(places),
      by_pair(places,
              [](const Place& a, const Place& b) { return proximity(a, b, kLanguageAlone); }),
      by_pair(places, [](const Place& a, const Place& b) { return proximity(a, b, kTieAlone); })};
}

}  // namespace sojourn::command
