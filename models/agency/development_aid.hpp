#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/base/archive.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/term.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Aid in force: payments between states, and what it has added to incomes so far.
class AidAgreement final : public Agreement, public Stateful {
 public:
  AidAgreement() = default;  // to be loaded
  AidAgreement(PlaceArray payments, PlaceArray log_income)
      : payments_(std::move(payments)), log_income_(std::move(log_income)) {}
  void enact(const Scene&, Rules& rules) const override { rules.transfers += payments_; }
  void develop(const Scene&, Conditions& conditions) const override {
    conditions.gdp_per_capita *= log_income_.unaryExpr(&fixed::exp);
  }
  void state(Archive& archive) override { archive(payments_, log_income_); }

 private:
  PlaceArray payments_;    // received, negative where paid [int. $ / year]
  PlaceArray log_income_;  // ln of the factor on income per head
};

/// Development aid against migration: donors give `share` of their GDP, shared by population among
/// states whose income per head is below `ceiling`; aid of a share a of GDP lets income per head
/// grow by effect*min(a, 1) a year (Clemens, Radelet, Bhavnani and Bazzi 2012, DOI
/// 10.1111/j.1468-0297.2011.02482.x, find 0.1 to 0.2). It moves nobody by itself: people with
/// higher incomes have less to gain by leaving and more to pay the way with.
class DevelopmentAid final : public Negotiation, public Stateful {
 public:
  DevelopmentAid(Settings& s, const World& world)
      : ceiling_(s.real("ceiling", "int. $ / year", {0, 1e6}, 15000,
                        "income per head below which states get aid")),
        donor_at_(s.real("donor_at", "int. $ / year", {0, 1e6}, 30000,
                         "income per head from which states give aid")),
        share_(s.real("share", "GDP share / year", {0, 0.2}, 0.003, "what donors give")),
        effect_(s.real("effect", "1", {0, 2}, 0.15,
                       "growth of income per head by aid as a share of GDP")),
        start_(read_tick(s, "start", world.calendar, "when it begins")),
        log_income_(PlaceArray::Zero(world.n_places())) {}

  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override {
    if (scene.tick < start_) return;
    const PlaceArray received = payments(scene);
    // Aid beyond a country's GDP adds nothing: a country that nearly all have left would grow
    // without bound.
    const double most = effect_ * scene.dt();
    log_income_ += (most * received.max(0) / gdp(scene).max(1.0)).min(most);
    if (agreements.of(name()).empty()) {
      log.add("aid begins", name() + ": " + std::to_string((received > 0).count()) +
                                " recipients, " + std::to_string((received < 0).count()) +
                                " donors");
    }
    agreements.put(name(), {std::make_shared<AidAgreement>(received, log_income_)});
  }
  void state(Archive& archive) override { archive(log_income_); }

 private:
  static PlaceArray gdp(const Scene& scene) {
    PlaceArray all = scene.conditions.gdp_per_capita;
    for (const PlaceId p : scene.world.place_ids()) {
      all[p] *= scene.persons(scene.ledger.population(p));
    }
    return all;
  }
  /// [int. $ / year]; by income at the start, so that aid does not take itself away.
  PlaceArray payments(const Scene& scene) const {
    const PlaceArray& income = scene.world.baseline.gdp_per_capita;
    const PlaceArray all = gdp(scene);
    const PlaceArray given = (income >= donor_at_).select(share_ * all, 0.0);
    const PlaceArray people =
        (income < ceiling_).select(all / scene.conditions.gdp_per_capita.max(1.0), 0.0);
    if (people.sum() <= 0) return PlaceArray::Zero(all.size());
    return people * (given.sum() / people.sum()) - given;
  }

  double ceiling_, donor_at_, share_, effect_;
  int start_;
  PlaceArray log_income_;
};

}  // namespace sojourn::models
