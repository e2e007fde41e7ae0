package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.PersonName;

/** Names of people in requests, in their one form. */
final class Names {
  private Names() {}

  /** The field {@code name} of a request, as {@link PersonName#of} takes it. */
  static String person(JsonNode request, String doing) {
    return PersonName.of(request.path("name").asText(""), doing);
  }
}
