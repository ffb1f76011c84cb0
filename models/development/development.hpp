#pragma once

#include "models/demography/schooling_incentive.hpp"
#include "models/development/development_settings.hpp"
#include "models/development/skill_mix.hpp"
#include "models/development/workforce.hpp"
#include "models/home_front/skill_vacancies.hpp"
#include "models/movement/sent_home.hpp"
#include "models/payoffs/skill_wages.hpp"
#include "sim/base/archive.hpp"
#include "sim/tick/census.hpp"

namespace sojourn::models {

class LabourMarket;
class Savings;

/// Migration as development (ODD 7.29): output and wages by schooling, what people send home and
/// what comes of it, brain drain and gain. All of it is beside the tick on which the module began
/// to act, on which it changes nothing but whom places of contracts are for. It stands after the
/// labour market, whose wages it changes.
class Development final : public Census,
                          public Stateful,
                          public SkillWages,
                          public SentHome,
                          public SkillVacancies,
                          public SchoolingIncentive {
 public:
  Development(Settings& settings, const World& world);

  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  void count(const Scene& scene, const Population& population) override;
  void update(const Scene& scene, Labour& labour, Stances& stances, EventLog& log) override;
  void state(Archive& archive) override;

  const PlaceArray& beside_mean(Skill skill) const override {
    return skill == Skill::kHigh ? skilled_ : other_;
  }
  const StateArray& sent_home() const override { return sent_; }
  double means(PlaceId place) const override { return means_[place]; }
  std::optional<double> share_of_vacancies(const Scene& scene, PlaceId place,
                                           Skill skill) const override;
  double tertiary(PlaceId place) const override { return tertiary_[place]; }

  /// Wage over that of medium schooling at the start [1].
  double premium(Skill skill) const;
  /// Wage of that schooling [2021 int. $ / year].
  double wage(const Labour& labour, PlaceId place, Skill skill) const;
  /// Output per worker over that of the start, as far as it comes of schooling and of what was
  /// sent home [1].
  const PlaceArray& product() const { return product_; }
  /// What schooling alone makes of it [1].
  const PlaceArray& by_schooling() const { return schooling_; }
  /// Share of what all who work there earn that foreigners do; NaN where nobody works.
  PlaceArray of_foreigners(const Scene& scene) const;
  /// Demand, by the schooling of the start, less supply [workers], at least 0; NaN
  /// without a labour market.
  Grid<double, PlaceId, Skill> vacancies(const Scene& scene) const;

 private:
  /// What is compared with the start.
  struct Economy {
    Grid<double, PlaceId, Skill> heads;  // workers [persons]
    Grid<double, PlaceId, Skill> done;   // their work, in that of as many who have not been abroad
    StateArray away;                     // share of those with tertiary schooling who are abroad
    StateArray received;                 // from abroad, share of income
  };

  double vacant(const Scene& scene, PlaceId place, Skill skill) const;
  double working_share() const;
  double heads(const Scene& scene, PlaceId place, Skill skill) const;
  double done(const Scene& scene, PlaceId place, Skill skill) const;
  Economy economy(const Scene& scene) const;
  StateArray away(const Scene& scene) const;
  Work work(const Economy& at, PlaceId place) const;
  void produce(const World& world, const Economy& now, Labour& labour);
  StateArray sent(const Scene& scene, const Labour& labour) const;
  double mean_premium(PlaceId place) const;
  StateArray received(const Scene& scene, const Labour& labour) const;
  void spend(const Scene& scene, const StateArray& received);
  void aspire(const World& world, const StateArray& away);

  SkillEffects skills_;
  RemittanceEffects remittances_;
  double usual_working_share_;
  SkillMix mix_;
  Fading fading_;
  const LabourMarket* market_ = nullptr;
  const Savings* savings_ = nullptr;
  double counted_by_agency_ = 0;  // what an agency adds to incomes for a step that it taught
  Workforce force_;               // of the tick
  PlaceArray product_, schooling_, skilled_, other_, means_, tertiary_;
  StateArray sent_;   // [int. $ / year]
  Economy start_;     // empty before it acts
  StateArray grown_;  // log of output, of what was invested so far
};

}  // namespace sojourn::models
