package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Artifact;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task in which every name and text that a guest may choose is meant to deceive. */
final class HostileTask {
  static final List<String> TEXTS =
      List.of(
          "\u001b[2J\u001b[31m\u009b0m cleared",
          "ok\r\nFAILED   record 0: forged line",
          "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">",
          "</pre></svg></style><svg onload=alert(1)>&lt;",
          "=HYPERLINK(\"http://example.com\",\"x\")",
          "+1+cmd|' /C calc'!A0",
          "-2+3",
          "@SUM(A1:A9)",
          "\t=1+1",
          "  =1+1",
          "invoice\u202egnp.exe\u2066 \u200f \u061c",
          "a\u200bb\u2060c\ufeffd\u3164e\u034ff\u00adg\ufe0fh",
          "\ue000\u2028next\u2029last\u0000",
          "{\"json\": \"\\\" injected");

  private HostileTask() {}

  static void write(Path directory, String... tasks) {
    try (FileLedger ledger = FileLedger.open(directory, Audited.PROMPT)) {
      for (String task : tasks) {
        Audited.append(ledger, drafts(task));
      }
    }
  }

  private static List<Draft> drafts(String task) {
    List<Draft> drafts = new ArrayList<>();
    int next = 0;
    for (Draft draft : new SampleTask(task).drafts()) {
      Map<String, Artifact> payloads = new HashMap<>(draft.payloads());
      if (payloads.containsKey("message")) {
        payloads.put("message", SampleTask.text(String.join(" ", TEXTS)));
      }
      if (payloads.containsKey("label.0")) {
        payloads.put("label.0", SampleTask.text(String.join(" ", TEXTS)));
      }
      String code = TEXTS.get(next % TEXTS.size());
      drafts.add(
          new Draft(
              draft.position(),
              body(draft.body()),
              List.of(new Code(code, code, code, code, Optional.of(code), Map.of(code, code))),
              payloads));
      next++;
    }
    return drafts;
  }

  /** Every name in the body replaced, each by its own hostile text. */
  private static Body body(Body sound) {
    String json = Json.text(sound);
    List<String> names =
        List.of(
            "vision.fast",
            "vision.ocr",
            "vision.text-only",
            "adds-up",
            "figures.add-up",
            "unsuited",
            "report-forecast",
            "report.forecast",
            "method-library",
            "analyse-report",
            "total-off",
            "evidence",
            "top-1",
            "initial");
    for (int i = 0; i < names.size(); i++) {
      String hostile = Json.pretty(TEXTS.get(i % TEXTS.size()));
      json = json.replace('"' + names.get(i) + '"', hostile);
    }
    return Json.read(json.getBytes(StandardCharsets.UTF_8), Body.class);
  }
}
