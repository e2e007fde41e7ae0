package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KitReportTest {
  private static final String REPORT =
      """
      <testsuite name="com.example.MyFraudExpertTest" tests="4">
        <testcase name="required_expert01_describesItselfAlwaysTheSame"/>
        <testcase name="required_expert09_declinesBrokenContent">
          <failure message="[Rule 9: solved although broken.]&#10;more">at com.example</failure>
        </testcase>
        <testcase name="optional_expert05_isDeterministic"><skipped/></testcase>
        <testcase name="declines"><error>java.lang.NullPointerException
          at com.example</error></testcase>
      </testsuite>
      """;

  @TempDir Path project;

  private Path report(String content) throws IOException {
    Path file = project.resolve("target").resolve("surefire-reports").resolve("TEST-a.xml");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @Test
  void saysWhichRulesAreBrokenInOneLineEach() throws IOException {
    report(REPORT);

    KitReport report = KitReport.read(project, 0);

    assertThat(report.passed()).isEqualTo(1);
    assertThat(report.skipped()).isEqualTo(1);
    assertThat(report.broken())
        .containsExactly(
            "required_expert09_declinesBrokenContent: [Rule 9: solved although broken.]",
            "declines: java.lang.NullPointerException");
    assertThat(report.said()).contains("1 hold").endsWith("2 broken");
  }

  @Test
  void reportsOfAnEarlierBuildDoNotCount() throws IOException {
    Files.setLastModifiedTime(report(REPORT), FileTime.fromMillis(1_000));

    assertThat(KitReport.read(project, 2_000).broken()).isEmpty();
  }

  @Test
  void aReportThatReachesOutIsNotRead() throws IOException {
    report("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");

    assertThatThrownBy(() -> KitReport.read(project, 0)).isInstanceOf(IOException.class);
  }
}
