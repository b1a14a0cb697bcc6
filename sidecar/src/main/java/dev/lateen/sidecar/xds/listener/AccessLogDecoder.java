package dev.lateen.sidecar.xds.listener;

import com.google.protobuf.Any;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.lateen.sidecar.model.AccessLog;
import dev.lateen.sidecar.model.LogPart;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.extensions.access_loggers.file.v3.FileAccessLog;
import io.envoyproxy.envoy.extensions.access_loggers.stream.v3.StdoutAccessLog;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes {@code config.accesslog.v3.AccessLog}: files and the standard output. Other kinds, and
 * those with a filter, are left out, as no traffic depends on them.
 */
final class AccessLogDecoder {
  private static final String PREFIX = "type.googleapis.com/envoy.extensions.access_loggers.";
  private static final String FILE = PREFIX + "file.v3.FileAccessLog";
  private static final String STDOUT = PREFIX + "stream.v3.StdoutAccessLog";

  /** Envoy's, where none is given. */
  private static final String DEFAULT_FORMAT =
      "[%START_TIME%] \"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\""
          + " %RESPONSE_CODE% %RESPONSE_FLAGS% %BYTES_RECEIVED% %BYTES_SENT% %DURATION%"
          + " %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% \"%REQ(X-FORWARDED-FOR)%\""
          + " \"%REQ(USER-AGENT)%\" \"%REQ(X-REQUEST-ID)%\" \"%REQ(:AUTHORITY)%\""
          + " \"%UPSTREAM_HOST%\"\n";

  private AccessLogDecoder() {}

  static List<AccessLog> decode(
      List<io.envoyproxy.envoy.config.accesslog.v3.AccessLog> logs, FieldPath at) {
    List<AccessLog> decoded = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      Any config = logs.get(i).getTypedConfig();
      FieldPath field = at.at("access_log", i).at("typed_config");
      if (logs.get(i).hasFilter()) {
        continue;
      }
      switch (config.getTypeUrl()) {
        case FILE -> decoded.add(file(Values.unpack(config, FileAccessLog.parser(), field), field));
        case STDOUT -> {
          StdoutAccessLog log = Values.unpack(config, StdoutAccessLog.parser(), field);
          decoded.add(new AccessLog("/dev/stdout", line(log.getLogFormat())));
        }
        default -> {}
      }
    }
    return decoded;
  }

  @SuppressWarnings("deprecation") // what older control planes still send
  private static AccessLog file(FileAccessLog log, FieldPath at) {
    if (log.getPath().isEmpty()) {
      throw at.at("path").invalid("is empty; name a file, e.g. /dev/stdout");
    }
    List<LogPart> line =
        switch (log.getAccessLogFormatCase()) {
          case FORMAT -> LogFormat.text(log.getFormat());
          case JSON_FORMAT -> json(log.getJsonFormat());
          case TYPED_JSON_FORMAT -> json(log.getTypedJsonFormat());
          case LOG_FORMAT -> line(log.getLogFormat());
          case ACCESSLOGFORMAT_NOT_SET -> LogFormat.text(DEFAULT_FORMAT);
        };
    return new AccessLog(log.getPath(), line);
  }

  @SuppressWarnings("deprecation") // what older control planes still send
  private static List<LogPart> line(SubstitutionFormatString format) {
    return switch (format.getFormatCase()) {
      case TEXT_FORMAT -> LogFormat.text(format.getTextFormat());
      case TEXT_FORMAT_SOURCE -> LogFormat.text(format.getTextFormatSource().getInlineString());
      case JSON_FORMAT -> json(format.getJsonFormat());
      case FORMAT_NOT_SET -> LogFormat.text(DEFAULT_FORMAT);
    };
  }

  private static List<LogPart> json(Struct format) {
    List<LogPart> line = new ArrayList<>();
    object(format, line);
    line.add(new LogPart.Text("\n"));
    return line;
  }

  private static void object(Struct object, List<LogPart> line) {
    String separator = "{";
    for (var field : object.getFieldsMap().entrySet()) {
      line.add(new LogPart.Text(separator + LogFormat.quoted(field.getKey()) + ":"));
      value(field.getValue(), line);
      separator = ",";
    }
    line.add(new LogPart.Text(object.getFieldsCount() == 0 ? "{}" : "}"));
  }

  private static void value(Value value, List<LogPart> line) {
    switch (value.getKindCase()) {
      case STRING_VALUE -> line.addAll(LogFormat.json(value.getStringValue()));
      case STRUCT_VALUE -> object(value.getStructValue(), line);
      case NUMBER_VALUE -> line.add(new LogPart.Text(Double.toString(value.getNumberValue())));
      case BOOL_VALUE -> line.add(new LogPart.Text(Boolean.toString(value.getBoolValue())));
      case LIST_VALUE, NULL_VALUE, KIND_NOT_SET -> line.add(new LogPart.Text("null"));
    }
  }
}
