package io.consilium.framework.bridge;

/**
 * A guest cannot be started, is gone, or does not keep to the protocol; a fault of the plugin, not
 * an outcome of a call. The message is for a person.
 */
public final class BridgeFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code short lower-case word, as in {@link Message.Failed}
   */
  public BridgeFailure(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
