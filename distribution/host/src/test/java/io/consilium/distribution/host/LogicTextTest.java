package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogicTextTest {
  private static final String OUTPUTS =
      """
      {"grid": {"clues": [], "categories": [
          {"name": "day", "items": ["Monday", "Tuesday"]},
          {"name": "dish", "items": ["soup", "fried rice"]}]},
       "solution": {"status": "UNIQUE", "method": "search", "solutions": [
          {"kind": "logic-grid", "cells": [[2], [CELL]]}]}}
      """;

  private static JsonNode outputs(String cell) {
    return Json.tree(OUTPUTS.replace("CELL", cell).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itemsAreNamed() {
    JsonNode outputs = outputs("1");
    assertThat(LogicText.isAnswer(outputs.path("solution"), outputs)).isTrue();
    assertThat(LogicText.lines(outputs.path("solution"), outputs))
        .containsExactly("  day      dish", "  Monday   fried rice", "  Tuesday  soup");
  }

  @Test
  void whatNamesNoItemStaysANumber() {
    JsonNode outputs = outputs("9");
    assertThat(LogicText.lines(outputs.path("solution"), outputs)).contains("  Tuesday  9");
  }

  @Test
  void withoutThePuzzleItIsNoAnswerToName() {
    JsonNode solution = outputs("1").path("solution");
    assertThat(LogicText.isAnswer(solution, solution)).isFalse();
    assertThat(LogicText.isAnswer(outputs("1").path("grid"), outputs("1"))).isFalse();
  }
}
