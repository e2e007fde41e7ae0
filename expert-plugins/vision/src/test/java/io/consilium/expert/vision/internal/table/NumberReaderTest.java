package io.consilium.expert.vision.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,234.5 | 1234.5",
        "1 234 567 | 1234567",
        "1'234 | 1234",
        "12.5% | 12.5",
        "(45.2) | -45.2",
        "−3.1 | -3.1",
        "– 7 | -7",
        "$ 1,200 | 1200",
        "($ 12) | -12",
        "€3.4 | 3.4",
        "12.3 bn | 12300000000",
        "2.5k | 2500",
        "1,2O4 | 1204",
        "l5.3 | 15.3",
        "817* | 817",
        ".5 | 0.5",
        "+4.2 | 4.2"
      })
  void readsPointDecimals(String text, double value) {
    assertThat(new NumberReader(false).read(text).orElse(Double.NaN)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1.234,5 | 1234.5", "12,5 | 12.5", "1.234 | 1234", "-0,75 % | -0.75"})
  void readsCommaDecimals(String text, double value) {
    assertThat(new NumberReader(true).read(text).orElse(Double.NaN)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"Total", "Q1 2024", "SOS", "-", "n/a", "12-13-14"})
  void leavesTextAlone(String text) {
    assertThat(new NumberReader(false).read(text)).isEmpty();
  }

  @Test
  void infersTheStyleFromAllNumbers() {
    assertThat(NumberReader.forTexts(List.of("1.234", "12,5", "7,25")).decimalComma()).isTrue();
    assertThat(NumberReader.forTexts(List.of("1,234", "12.5", "900")).decimalComma()).isFalse();
    assertThat(NumberReader.forTexts(List.of("1,234", "2,345")).decimalComma()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2019",
    "Q3 2024",
    "3Q24",
    "May-21",
    "Dec 2020",
    "2021 YTD",
    "2024*",
    "FY23",
    "H1 2022"
  })
  void knowsPeriods(String text) {
    assertThat(Periods.matches(text)).isTrue();
  }
}
