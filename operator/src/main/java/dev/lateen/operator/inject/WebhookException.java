package dev.lateen.operator.inject;

/** The webhook server cannot serve, or was asked something that is no question. */
public class WebhookException extends RuntimeException {

  WebhookException(String message) {
    super(message);
  }

  WebhookException(String message, Exception cause) {
    super(message, cause);
  }
}
