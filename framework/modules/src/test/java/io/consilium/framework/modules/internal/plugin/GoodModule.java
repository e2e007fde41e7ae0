package io.consilium.framework.modules.internal.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.host.Artifacts;
import io.consilium.api.host.Settings;
import io.consilium.api.host.Unavailable;
import io.consilium.api.task.MediaType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Binds two policies: one named by its settings, one that says whether the host is there. */
public final class GoodModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<HaltingPolicy> policies = Multibinder.newSetBinder(binder(), HaltingPolicy.class);
    policies.addBinding().to(Named.class);
    policies.addBinding().to(Asking.class);
  }

  /** Closes to a system property, so that a test can see it. */
  static final class Named implements HaltingPolicy, AutoCloseable {
    private final String id;

    @Inject
    Named(Settings settings) {
      id = settings.text("name", "unnamed");
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public HaltDecision decide(HaltingRequest request) {
      return new HaltDecision(HaltDecision.Action.CONTINUE, Optional.empty(), List.of());
    }

    @Override
    public void close() {
      System.setProperty("test.closed", id);
    }
  }

  /** Uses a host service at every call. */
  static final class Asking implements HaltingPolicy {
    private final Artifacts artifacts;

    @Inject
    Asking(Artifacts artifacts) {
      this.artifacts = artifacts;
    }

    @Override
    public String id() {
      return "asking";
    }

    @Override
    public HaltDecision decide(HaltingRequest request) {
      try {
        artifacts.of(MediaType.TEXT, new byte[0]);
        return null;
      } catch (Unavailable e) {
        throw new IllegalStateException("away", e);
      }
    }
  }
}
