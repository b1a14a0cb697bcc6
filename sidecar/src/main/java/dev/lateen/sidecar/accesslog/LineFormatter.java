package dev.lateen.sidecar.accesslog;

import dev.lateen.sidecar.model.AccessLog;
import dev.lateen.sidecar.model.LogPart;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Appends lines to a buffer. Belongs to one event loop. */
final class LineFormatter {
  private static final String ABSENT = "-";
  private static final int LAST_CONTROL = 0x1f;

  private final Timestamps timestamps = new Timestamps();

  void append(AccessLog log, Logged logged, ByteBuf out) {
    for (LogPart part : log.line()) {
      switch (part) {
        case LogPart.Text text -> ByteBufUtil.writeUtf8(out, text.text());
        case LogPart.Value value -> value(value, logged, out);
      }
    }
  }

  private void value(LogPart.Value value, Logged logged, ByteBuf out) {
    switch (value.field()) {
      case START_TIME -> {
        quote(value, out);
        timestamps.append(logged.startedAt(), out);
        quote(value, out);
      }
      case RESPONSE_CODE -> Decimal.append(logged.status(), out);
      case BYTES_RECEIVED -> Decimal.append(logged.received(), out);
      case BYTES_SENT -> Decimal.append(logged.sent(), out);
      case DURATION -> Decimal.append(logged.duration(), out);
      default -> text(value, text(value, logged), out);
    }
  }

  private static String text(LogPart.Value value, Logged logged) {
    return switch (value.field()) {
      case REQ -> {
        String first = logged.requestHeader(value.name());
        yield first.isEmpty() && !value.otherwise().isEmpty()
            ? logged.requestHeader(value.otherwise())
            : first;
      }
      case RESP -> {
        String first = logged.responseHeader(value.name());
        yield first.isEmpty() && !value.otherwise().isEmpty()
            ? logged.responseHeader(value.otherwise())
            : first;
      }
      case PROTOCOL -> logged.protocol();
      case RESPONSE_FLAGS -> logged.flags();
      case UPSTREAM_HOST -> logged.upstreamHost();
      case UPSTREAM_CLUSTER -> logged.upstreamCluster();
      case ROUTE_NAME -> logged.routeName();
      case DOWNSTREAM_REMOTE_ADDRESS -> logged.remoteAddress();
      case DOWNSTREAM_PEER_URI_SAN -> logged.downstreamPrincipal();
      case UPSTREAM_PEER_URI_SAN -> logged.upstreamPrincipal();
      case START_TIME, RESPONSE_CODE, BYTES_RECEIVED, BYTES_SENT, DURATION, UNKNOWN -> "";
    };
  }

  private static void text(LogPart.Value value, String text, ByteBuf out) {
    if (text.isEmpty()) {
      ByteBufUtil.writeAscii(out, value.json() ? "null" : ABSENT);
      return;
    }
    int end = Math.min(text.length(), value.longest());
    if (!value.json()) {
      ByteBufUtil.writeUtf8(out, text, 0, end);
      return;
    }
    out.writeByte('"');
    for (int i = 0; i < end; i++) {
      escape(text, i, out);
    }
    out.writeByte('"');
  }

  private static void escape(String text, int at, ByteBuf out) {
    char c = text.charAt(at);
    if (c == '"' || c == '\\') {
      out.writeByte('\\').writeByte(c);
    } else if (c <= LAST_CONTROL) {
      ByteBufUtil.writeAscii(out, "\\u%04x".formatted((int) c));
    } else {
      ByteBufUtil.writeUtf8(out, text, at, at + 1);
    }
  }

  private static void quote(LogPart.Value value, ByteBuf out) {
    if (value.json()) {
      out.writeByte('"');
    }
  }
}
