package io.consilium.governance.telemetry.internal;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * Names of attributes: those of OpenTelemetry's semantic conventions for generative AI (status:
 * development) where they have one, {@code consilium.*} for the rest.
 */
final class Keys {
  /** The conventions that the names are of, as a collector is told. */
  static final String SCHEMA = "https://opentelemetry.io/schemas/1.41.0";

  static final AttributeKey<String> OPERATION = text("gen_ai.operation.name");
  static final AttributeKey<String> PROVIDER = text("gen_ai.provider.name");
  static final AttributeKey<String> AGENT = text("gen_ai.agent.name");
  static final AttributeKey<String> AGENT_VERSION = text("gen_ai.agent.version");
  static final AttributeKey<Long> REQUEST_SEED = number("gen_ai.request.seed");
  static final AttributeKey<List<String>> FINISH_REASONS = texts("gen_ai.response.finish_reasons");
  static final AttributeKey<String> TOOL = text("gen_ai.tool.name");
  static final AttributeKey<String> TOOL_TYPE = text("gen_ai.tool.type");
  static final AttributeKey<String> TOOL_CALL = text("gen_ai.tool.call.id");
  static final AttributeKey<String> EVALUATION = text("gen_ai.evaluation.name");
  static final AttributeKey<Double> EVALUATION_SCORE = real("gen_ai.evaluation.score.value");
  static final AttributeKey<String> EVALUATION_LABEL = text("gen_ai.evaluation.score.label");
  static final AttributeKey<String> ERROR = text("error.type");

  /** The record that a span begins with, or that an event is. */
  static final AttributeKey<Long> SEQUENCE = number("consilium.ledger.sequence");

  /** The record that a span ends with. */
  static final AttributeKey<Long> SEQUENCE_END = number("consilium.ledger.sequence_end");

  static final AttributeKey<String> TASK = text("consilium.task");
  static final AttributeKey<String> PATH = text("consilium.path");
  static final AttributeKey<Long> H_CYCLE = number("consilium.h_cycle");
  static final AttributeKey<Long> L_STEP = number("consilium.l_step");
  static final AttributeKey<String> SUBGOAL = text("consilium.subgoal");
  static final AttributeKey<String> OUTCOME = text("consilium.outcome");
  static final AttributeKey<String> CODE = text("consilium.code");
  static final AttributeKey<Double> CONFIDENCE = real("consilium.confidence");

  private Keys() {}

  static AttributeKey<String> text(String name) {
    return AttributeKey.stringKey(name);
  }

  static AttributeKey<List<String>> texts(String name) {
    return AttributeKey.stringArrayKey(name);
  }

  static AttributeKey<Long> number(String name) {
    return AttributeKey.longKey(name);
  }

  static AttributeKey<Double> real(String name) {
    return AttributeKey.doubleKey(name);
  }
}
