package io.consilium.governance.auditor.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a verification found. */
final class Findings {
  /** More failures than this are counted only. */
  static final int TOLD = 200;

  /** Something that does not hold. */
  record Failure(String where, String what) {}

  private final Map<String, String> sound = new LinkedHashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long count;

  void fail(String where, String what) {
    if (count++ < TOLD) {
      failures.add(new Failure(Plain.line(where), Plain.line(what)));
    }
  }

  /** Takes over what others found. */
  void addAll(Findings others) {
    int told = Math.min(others.failures.size(), Math.max(0, TOLD - failures.size()));
    failures.addAll(others.failures.subList(0, told));
    count += others.count;
  }

  void note(String note) {
    if (notes.size() < TOLD) {
      notes.add(Plain.line(note));
    }
  }

  /** Says what was checked, and on how much. */
  void checked(String part, String what) {
    sound.put(part, what);
  }

  long count() {
    return count;
  }

  Map<String, String> checked() {
    return sound;
  }

  List<Failure> failures() {
    return failures;
  }

  List<String> notes() {
    return notes;
  }
}
