package io.consilium.framework.neural;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Configurations from JSON and to JSON, under the references' names. */
public final class Configs {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  private Configs() {}

  /**
   * Reads one; unknown settings are passed over, as a training record holds more than the
   * network's.
   *
   * @throws IllegalArgumentException if a setting is of the wrong kind or makes no network
   */
  public static HrmConfig hrm(JsonNode json) {
    return read(json, HrmConfig.class);
  }

  /**
   * Reads one, in the same way.
   *
   * @throws IllegalArgumentException if a setting is of the wrong kind or makes no network
   */
  public static TrmConfig trm(JsonNode json) {
    return read(json, TrmConfig.class);
  }

  /** The settings as the references name them. */
  public static JsonNode write(NetworkConfig config) {
    return MAPPER.valueToTree(config);
  }

  private static <T extends NetworkConfig> T read(JsonNode json, Class<T> type) {
    if (json == null || !json.isObject()) {
      throw new IllegalArgumentException(
          "A network's configuration is a JSON object, not %s".formatted(json));
    }
    try {
      T config = MAPPER.treeToValue(json, type);
      NetworkConfig.check(config);
      return config;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  private static String reason(JsonProcessingException e) {
    if (e.getCause() instanceof IllegalArgumentException refused) {
      return refused.getMessage();
    }
    String setting =
        e instanceof JsonMappingException unread && !unread.getPath().isEmpty()
            ? unread.getPath().get(0).getFieldName()
            : "?";
    return "The network's setting %s can't be read: %s".formatted(setting, e.getOriginalMessage());
  }
}
