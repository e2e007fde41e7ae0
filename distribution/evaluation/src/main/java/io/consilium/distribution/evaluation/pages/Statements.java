package io.consilium.distribution.evaluation.pages;

import io.consilium.api.data.Sentiment.Label;
import io.consilium.distribution.evaluation.pages.Content.Judged;
import java.util.List;
import java.util.stream.Stream;

/** What reports say beside their figures, with how it sounds to a reader of financial news. */
final class Statements {
  private static final List<Judged> POSITIVE =
      judged(
          Label.POSITIVE,
          "Demand was strong in all regions and the order book reached a record level.",
          "Margins improved as the new plant reduced unit costs.",
          "{company} won several large contracts and gained market share.",
          "Customer satisfaction increased to the best result in a decade.",
          "The board proposes to raise the dividend.",
          "Productivity gains more than offset higher wages.",
          "New products were received well and exceeded our expectations.",
          "Cash flow was strong and net debt was reduced.",
          "Profitability improved for the third time in a row.",
          "The successful launch in export markets opened new opportunities for growth.");
  private static final List<Judged> NEGATIVE =
      judged(
          Label.NEGATIVE,
          "Demand weakened in most regions and several orders were cancelled.",
          "Margins declined under higher raw material prices.",
          "{company} lost two large customers to competitors.",
          "The closure of one plant led to restructuring charges and job cuts.",
          "The board has decided to suspend the dividend.",
          "Delays in delivery caused penalties and damaged the relationship with customers.",
          "Inventories were written down because products remained unsold.",
          "Weak cash flow forced us to take on more debt.",
          "Profitability deteriorated and fell short of our expectations.",
          "A strike at the main supplier interrupted production and hurt results.");
  private static final List<Judged> NEUTRAL =
      judged(
          Label.NEUTRAL,
          "The accounts were prepared under the same principles as in the previous report.",
          "{company} has its registered office in the port district.",
          "The annual general meeting will be held in May.",
          "The figures in this report have not been audited.",
          "The company operates in three segments.",
          "All amounts are stated before tax unless noted otherwise.",
          "Comparative figures were not restated.",
          "The number of employees is stated as of the reporting date.",
          "The next report will be published as scheduled.");

  private Statements() {}

  static List<Judged> of(Label label) {
    return switch (label) {
      case POSITIVE -> POSITIVE;
      case NEGATIVE -> NEGATIVE;
      case NEUTRAL -> NEUTRAL;
    };
  }

  private static List<Judged> judged(Label label, String... texts) {
    return Stream.of(texts).map(text -> new Judged(text, label)).toList();
  }
}
