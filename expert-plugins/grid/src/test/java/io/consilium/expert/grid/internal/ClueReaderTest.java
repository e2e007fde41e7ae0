package io.consilium.expert.grid.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.LogicGrid.Apart;
import io.consilium.api.data.LogicGrid.Before;
import io.consilium.api.data.LogicGrid.Category;
import io.consilium.api.data.LogicGrid.Different;
import io.consilium.api.data.LogicGrid.Either;
import io.consilium.api.data.LogicGrid.Item;
import io.consilium.api.data.LogicGrid.Same;
import io.consilium.api.host.Settings;
import io.consilium.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClueReaderTest {
  private static final String HEAD =
      """
      title: Three days
      # a remark
      order day: Monday, Tuesday, Wednesday
      category dish: soup, fried rice, stew
      category cook: Ann, Bo, soup
      """;
  private static final Item RICE = new Item("dish", "fried rice");
  private static final Item STEW = new Item("dish", "stew");
  private static final Item ANN = new Item("cook", "Ann");
  private static final Item BO = new Item("cook", "Bo");

  private final ClueReader reader = new ClueReader();

  private LogicGrid read(String text) {
    return Asking.output(
        reader, Asking.read("clues.read", text, Settings.EMPTY), "grid", LogicGrid.class);
  }

  private String refusal(String text) {
    return Asking.refusal(reader, Asking.read("clues.read", text, Settings.EMPTY));
  }

  @Test
  void everyKindOfClueReads() {
    LogicGrid puzzle =
        read(
            HEAD
                + """
                1. Ann is Fried Rice.
                - Bo is not dish soup
                Ann is before Bo
                Ann is 2 before Bo in day
                Ann is after Bo
                Ann is 1 after Bo
                Ann is next to Bo
                Ann is 2 apart from Bo in day

                either Ann is stew or Bo is next to fried rice or Bo is Monday
                """);
    assertThat(puzzle.title()).isEqualTo("Three days");
    assertThat(puzzle.categories().get(0))
        .isEqualTo(new Category("day", true, List.of("Monday", "Tuesday", "Wednesday")));
    assertThat(puzzle.clues())
        .containsExactly(
            new Same(ANN, RICE),
            new Different(BO, new Item("dish", "soup")),
            new Before(ANN, BO, "day", Optional.empty()),
            new Before(ANN, BO, "day", Optional.of(2)),
            new Before(BO, ANN, "day", Optional.empty()),
            new Before(BO, ANN, "day", Optional.of(1)),
            new Apart(ANN, BO, "day", 1),
            new Apart(ANN, BO, "day", 2),
            new Either(
                List.of(
                    new Same(ANN, STEW),
                    new Apart(BO, RICE, "day", 1),
                    new Same(BO, new Item("day", "Monday")))));
  }

  /** What a clue says of itself is read back as the same clue; so is JSON. */
  @Test
  void cluesAndJsonComeBackEqual() {
    LogicGrid puzzle = read(HEAD + "Ann is 2 before Bo\neither Ann is stew or Bo is not stew");
    StringBuilder again = new StringBuilder(HEAD);
    puzzle.clues().forEach(clue -> again.append(clue).append('\n'));
    assertThat(read(again.toString())).isEqualTo(puzzle);
    assertThat(read(" " + Json.text(puzzle))).isEqualTo(puzzle);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "Ann is pie>Line 6, column 8: There is no item (pie). Maybe it is misspelt, or its category"
            + " is declared further below.",
        "Ann likes pie>Line 6, column 1: (Ann likes pie) is no clue. Maybe write it as \"A is B\","
            + " \"A is not B\", \"A is before B\", \"A is 2 after B\", \"A is next to B\", \"A is 2"
            + " apart from B\" or \"either ... or ...\".",
        "Ann is soup>Line 6, column 8: The item (soup) stands in several categories: [dish soup,"
            + " cook soup]. Maybe write \"dish soup\".",
        "Ann is 3 before Bo>Line 6, column 1: Two of the 3 places of (day) cannot be 3 apart. Maybe"
            + " count again.",
        "Ann is before Bo in dish>Line 6, column 1: The category (dish) has no order. Maybe declare"
            + " it as ordered.",
        "Ann is Ann>Line 6, column 1: It says of (cook Ann) how it stands to itself. Maybe another"
            + " item is meant.",
        "either Ann is stew>Line 6, column 1: \"either\" names one clue alone. Maybe add \"or\" and"
            + " another clue.",
        "category day: 1, 2, 3>Line 6, column 10: The category (day) is there twice. Maybe rename"
            + " one.",
        "category pet: cat, dog>Line 6, column 14: The category (pet) has 2 items where (day) has"
            + " 3. Maybe one is missing or a comma is lost.",
        "category pet: cat, dog, cat>Line 6, column 10: The category (pet) holds (cat) twice. Maybe"
            + " rename one."
      })
  void whatIsMalformedIsNamedWithLineAndColumn(String line, String message) {
    assertThat(refusal(HEAD + line)).isEqualTo(message);
  }

  @Test
  void anOrderMustBeNamedIfThereAreSeveral() {
    assertThat(refusal("order a: 1, 2\norder b: 3, 4\n1 is before 3"))
        .isEqualTo(
            "Line 3, column 13: It is not said in which order, and 2 categories have one [a, b]."
                + " Maybe end the clue with \"in a\".");
    assertThat(refusal("category a: 1, 2\ncategory b: 3, 4\n1 is before 3"))
        .endsWith("Maybe declare one as \"order day: Monday, Tuesday\".");
    assertThat(refusal("1 is 2")).contains("There is no item (1)");
    assertThat(refusal("")).startsWith("The text declares 0 categories");
  }

  @Test
  void brokenJsonIsRefusedWithItsPlace() {
    assertThat(refusal("{\"title\": \"x\",\n \"categories\": [}"))
        .startsWith("Not a valid LogicGrid at line 2, column 17: ");
    LogicGrid puzzle = read(HEAD + "Ann is stew");
    assertThat(refusal(Json.text(puzzle).replace("\"stew\"}", "\"pie\"}")))
        .startsWith("Not a valid LogicGrid at line 1, column ")
        .endsWith(
            "Clue 1: There is no item (pie) in the category (dish), only [soup, fried rice, stew]."
                + " Maybe it is misspelt.");
    assertThat(refusal("{}")).startsWith("Not a valid LogicGrid at line 1");
  }

  @Test
  void aLongLineThatIsNearlyADeclarationOrAClueIsRefusedAsSoonAsAnyOther() {
    String spaces = " ".repeat(1_000_000);
    assertThat(refusal(HEAD + "category" + spaces + "x")).contains("at most 1000 are read");
    assertThat(refusal(HEAD + "Ann" + spaces + "Bo")).contains("at most 1000 are read");
  }

  @Test
  void spacesAroundTheNameOfACategoryDoNotBelongToIt() {
    assertThat(read(HEAD.replace("order day:", "  order   day  :")).categories().get(0).name())
        .isEqualTo("day");
  }
}
