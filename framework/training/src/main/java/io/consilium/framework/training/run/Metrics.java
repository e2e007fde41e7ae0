package io.consilium.framework.training.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of {@code metrics.jsonl}: what training did in the interval that ended at {@code step}.
 * Shares are in 0..1; a value that was not measured is NaN and is left out of the line.
 *
 * @param step updates made since the run began
 * @param seconds of training since the run began, over all sessions; pauses do not count
 * @param samples puzzles seen since the run began; 0 if not counted
 * @param phase of the curriculum
 * @param loss mean over the interval
 * @param exact share of puzzles right in every cell
 * @param cells share of cells right
 * @param steps mean halting steps of the puzzles that halted
 * @param gradientNorm mean, before clipping
 * @param learningRate at the end of the interval
 * @param eval exact share by test set, when one was made; in its own order
 */
public record Metrics(
    long step,
    double seconds,
    long samples,
    String phase,
    double loss,
    double exact,
    double cells,
    double steps,
    double gradientNorm,
    double learningRate,
    Map<String, Double> eval) {

  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);

  public Metrics {
    phase = phase == null ? "" : phase;
    eval = Collections.unmodifiableMap(new LinkedHashMap<>(eval));
  }

  /** As one line of JSON, without its end. */
  public String line() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", step);
    line.put("seconds", rounded(seconds));
    if (samples > 0) {
      line.put("samples", samples);
    }
    line.put("phase", phase);
    put(line, "loss", loss);
    put(line, "exact", exact);
    put(line, "cells", cells);
    put(line, "steps", steps);
    put(line, "gradientNorm", gradientNorm);
    put(line, "learningRate", learningRate);
    line.put("eval", eval);
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a line. Keys that it does not know are left; a missing number is NaN.
   *
   * @throws IllegalArgumentException if it is no JSON object or has no step
   */
  public static Metrics parse(String line) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a line of JSON: " + e.getOriginalMessage(), e);
    }
    if (!json.isObject() || !json.path("step").isIntegralNumber()) {
      throw new IllegalArgumentException("Not a line of metrics: it has no step (" + line + ").");
    }
    return new Metrics(
        json.get("step").asLong(),
        json.path("seconds").asDouble(),
        json.path("samples").asLong(),
        json.path("phase").asText(""),
        number(json.path("loss")),
        number(json.path("exact")),
        number(json.path("cells")),
        number(json.path("steps")),
        number(json.path("gradientNorm")),
        number(json.path("learningRate")),
        eval(json.path("eval")));
  }

  /** A test set's value is a share, or an object whose {@code exact} is it. */
  private static Map<String, Double> eval(JsonNode sets) {
    Map<String, Double> eval = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> set : sets.properties()) {
      JsonNode value = set.getValue();
      double share = number(value.isObject() ? value.path("exact") : value);
      if (!Double.isNaN(share)) {
        eval.put(set.getKey(), share);
      }
    }
    return eval;
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  private static void put(Map<String, Object> line, String key, double value) {
    if (Double.isFinite(value)) {
      line.put(key, rounded(value));
    }
  }

  /** Six significant digits: enough for a curve, and short. */
  private static double rounded(double value) {
    return value == 0 || !Double.isFinite(value)
        ? 0
        : new java.math.BigDecimal(value).round(new java.math.MathContext(6)).doubleValue();
  }
}
