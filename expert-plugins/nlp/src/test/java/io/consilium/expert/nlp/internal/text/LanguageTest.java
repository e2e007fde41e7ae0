package io.consilium.expert.nlp.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          English | Operating profit rose to EUR 13.1 mn from EUR 8.7 mn a year earlier.
          English | Net sales EUR 120 million
          English | Okmetic Oyj Helsinki
          English | Order intake grew clearly; Karjalainen Oy and Ålandsbanken Abp expect more.
          German  | Der Umsatz ist im dritten Quartal um 5 Prozent auf 12 Millionen Euro gestiegen.
          French  | Le chiffre d'affaires a augmenté de 5 % pour atteindre 12 millions dans le trimestre.
          Spanish | Las ventas de la empresa crecieron un 5 % en el tercer trimestre del año.
          Finnish | Yhtiön liikevaihto kasvoi ja tulos oli parempi kuin vuoden takainen mutta ei hyvä.
          Swedish | Omsättningen ökade och resultatet var bättre än för ett år sedan, men inte som väntat.
          other   | 第三四半期の売上高は前年同期比で五パーセント増加しました。
          other   | Выручка компании выросла на пять процентов в третьем квартале.
          """)
  void tellsTheLanguage(String language, String text) {
    assertThat(Language.of(text)).isEqualTo(language);
  }
}
