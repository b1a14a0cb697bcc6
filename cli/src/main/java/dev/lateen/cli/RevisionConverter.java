package dev.lateen.cli;

import dev.lateen.crds.Formats;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a revision that is installed beside the main one. */
final class RevisionConverter implements ITypeConverter<String> {
  /** With it the longest name, that of the Service of discovery, has 63 characters. */
  private static final int LONGEST = 46;

  @Override
  public String convert(String value) {
    if (!value.matches(Formats.DNS_LABEL) || value.length() > LONGEST) {
      throw new TypeConversionException(
          "\"%s\" is no revision: write a name of at most %d small letters, digits and -, such as v2"
              .formatted(value, LONGEST));
    }
    if (value.equals(ServiceMeshSpec.DEFAULT_REVISION)) {
      throw new TypeConversionException(
          "\"default\" is the main installation: leave --revision out, or write another name");
    }
    return value;
  }
}
