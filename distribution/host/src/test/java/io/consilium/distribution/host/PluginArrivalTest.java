package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginArrivalTest {
  private static final Path FILE = Path.of("/plugins/b.jar");

  private int looks;

  private static Map<String, Object> jar(String file, String state, String role) {
    return Map.of(
        "file",
        "/plugins/" + file,
        "bundle",
        "a.plugin",
        "version",
        "1.0.0",
        "digest",
        "aa",
        "state",
        state,
        "role",
        role,
        "message",
        state.equals("shadowed") ? "preferred is /plugins/c.jar." : "");
  }

  private static Map<String, Object> expert(boolean ready, String trouble) {
    return Map.of(
        "kind", "expert", "id", "an-expert", "digest", "aa", "ready", ready, "trouble", trouble);
  }

  private static JsonNode said(List<?> jars, List<?> services) {
    return Json.tree(Map.of("jars", jars, "services", services));
  }

  /** A host that says one thing after another, and the last for ever. */
  private PluginArrival at(JsonNode... said) {
    return new PluginArrival(
        new PluginArrival.Watched() {
          @Override
          public JsonNode plugins() {
            return said[Math.min(looks, said.length - 1)];
          }

          @Override
          public void pause() {
            looks++;
          }
        });
  }

  private JsonNode await(JsonNode... said) throws Exception {
    return at(said).await("aa", Optional.of(FILE), false);
  }

  @Test
  void aVersionThatIsOnItsWayIsWaitedForThoughACopyOfItIsShadowed() throws Exception {
    JsonNode coming =
        said(List.of(jar("a.jar", "shadowed", "none"), jar("b.jar", "coming", "none")), List.of());
    List<JsonNode> all = new ArrayList<>();
    for (int i = 0; i <= PluginArrival.SHADOWED_LOOKS; i++) {
      all.add(coming);
    }
    all.add(said(List.of(jar("b.jar", "active", "primary")), List.of()));

    assertThat(await(all.toArray(JsonNode[]::new)).path("state").asText()).isEqualTo("active");
  }

  @Test
  void whoIsShadowedBetweenTwoLooksOfTheHostIsWaitedFor() throws Exception {
    JsonNode between = said(List.of(jar("b.jar", "shadowed", "none")), List.of());
    JsonNode after = said(List.of(jar("b.jar", "active", "primary")), List.of());

    assertThat(await(between, between, after).path("role").asText()).isEqualTo("primary");
  }

  @Test
  void whoStaysShadowedIsSaidToBe() {
    JsonNode shadowed = said(List.of(jar("b.jar", "shadowed", "none")), List.of());

    assertThatThrownBy(() -> await(shadowed))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("is not used: preferred is /plugins/c.jar.")
        .hasMessageContaining("plugin rollback a.plugin --to 1.0.0");
  }

  @Test
  void aFirstVersionIsNotThereBeforeItsExpertsAreWarm() throws Exception {
    List<?> jars = List.of(jar("b.jar", "active", "primary"));
    await(said(jars, List.of(expert(false, ""))), said(jars, List.of(expert(true, ""))));

    assertThat(looks).isEqualTo(1);
  }

  @Test
  void aFirstVersionWhoseWarmUpFailsIsSaidToTakeNoWork() {
    JsonNode cold =
        said(List.of(jar("b.jar", "active", "primary")), List.of(expert(false, "no model")));

    assertThatThrownBy(() -> await(cold))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("takes no work: its expert an-expert: no model");
  }

  @Test
  void whoWarmsUpForTooLongIsSaidTo() {
    JsonNode cold = said(List.of(jar("b.jar", "active", "primary")), List.of(expert(false, "")));

    assertThatThrownBy(() -> await(cold)).hasMessageContaining("still warm up");
  }

  @Test
  void whatNeverGoesIsSaid() {
    JsonNode there = said(List.of(jar("b.jar", "coming", "none")), List.of());

    assertThatThrownBy(() -> at(there).awaitGone(FILE)).hasMessageContaining("still runs");
  }

  @Test
  void aRefusalOfBeforeIsNotTheAnswerToWhoInstallsAnew() throws Exception {
    JsonNode before = said(List.of(jar("b.jar", "refused", "none")), List.of());
    JsonNode anew = said(List.of(jar("b.jar", "coming", "none")), List.of());
    JsonNode after = said(List.of(jar("b.jar", "active", "primary")), List.of());

    assertThat(await(before, before, anew, after).path("state").asText()).isEqualTo("active");
  }

  @Test
  void whoIsRefusedAnewIsToldAtOnceAndWhoStaysSoSoonAfter() {
    JsonNode refused = said(List.of(jar("b.jar", "refused", "none")), List.of());
    JsonNode coming = said(List.of(jar("b.jar", "coming", "none")), List.of());

    assertThatThrownBy(() -> await(coming, refused)).hasMessageContaining("The plugin /plugins/b");
    assertThat(looks).isEqualTo(1);
    looks = 0;
    assertThatThrownBy(() -> await(refused)).hasMessageContaining("The plugin /plugins/b");
    assertThat(looks).isEqualTo(PluginArrival.REFUSED_LOOKS);
  }

  @Test
  void aVersionWhoseServicesAreNotHereYetIsWaitedFor() throws Exception {
    Map<String, Object> starts = new HashMap<>(jar("b.jar", "active", "primary"));
    starts.put("starts", true);
    await(
        said(List.of(starts), List.of()),
        said(List.of(jar("b.jar", "active", "primary")), List.of()));

    assertThat(looks).isEqualTo(1);
  }
}
