package dev.lateen.sidecar.xds.decode;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.UInt32Value;
import com.google.re2j.PatternSyntaxException;
import dev.lateen.sidecar.model.Fraction;
import dev.lateen.sidecar.model.Regex;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import java.time.Duration;
import java.util.Optional;

/** Scalar values of the protos as values of the model. */
public final class Values {
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private Values() {}

  /**
   * Parses a packed message.
   *
   * @throws InvalidResourceException when the bytes are no such message
   */
  public static <T> T unpack(Any any, Parser<T> parser, FieldPath at) {
    try {
      return parser.parseFrom(any.getValue());
    } catch (InvalidProtocolBufferException e) {
      throw at.invalid(any.getTypeUrl() + " does not parse: " + e.getMessage());
    }
  }

  /**
   * A duration, zero or more.
   *
   * @throws InvalidResourceException when it is negative or out of the proto's range
   */
  public static Duration duration(com.google.protobuf.Duration value, FieldPath at) {
    if (value.getSeconds() < 0 || value.getNanos() < 0 || value.getNanos() >= NANOS_PER_SECOND) {
      throw at.invalid("not a duration of zero or more");
    }
    return Duration.ofSeconds(value.getSeconds(), value.getNanos());
  }

  /** An unsigned number, at most {@link Integer#MAX_VALUE}; a larger one means "no limit". */
  public static int unsigned(UInt32Value value) {
    return value.getValue() < 0 ? Integer.MAX_VALUE : value.getValue();
  }

  /** A text that is empty when unset. */
  public static Optional<String> text(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /**
   * A share.
   *
   * @throws InvalidResourceException when it is above 100 percent or of an unknown denominator
   */
  public static Fraction fraction(FractionalPercent value, FieldPath at) {
    double whole =
        switch (value.getDenominator()) {
          case HUNDRED -> 100;
          case TEN_THOUSAND -> 10_000;
          case MILLION -> 1_000_000;
          case UNRECOGNIZED ->
              throw at.at("denominator").invalid("unknown value " + value.getDenominatorValue());
        };
    double share = Integer.toUnsignedLong(value.getNumerator()) / whole;
    if (share > 1) {
      throw at.at("numerator").invalid("more than 100 percent");
    }
    return new Fraction(share);
  }

  /** The default of a runtime share; this proxy has no runtime to override it. */
  public static Fraction fraction(RuntimeFractionalPercent value, FieldPath at) {
    return value.hasDefaultValue()
        ? fraction(value.getDefaultValue(), at.at("default_value"))
        : Fraction.ALL;
  }

  /**
   * Compiles a regular expression once.
   *
   * @throws InvalidResourceException when it is none of RE2, or too large
   */
  public static Regex regex(String expression, FieldPath at) {
    try {
      return Regex.of(expression);
    } catch (PatternSyntaxException e) {
      throw at.invalid("\"" + expression + "\" is not a regular expression: " + e.getDescription());
    } catch (IllegalArgumentException e) {
      throw at.invalid(e);
    }
  }
}
