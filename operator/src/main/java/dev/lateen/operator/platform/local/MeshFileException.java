package dev.lateen.operator.platform.local;

import dev.lateen.crds.validation.FieldError;

/** A file of the mesh directory cannot be read as a whole, so nothing of it is taken. */
final class MeshFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient FieldError error;

  MeshFileException(FieldError error) {
    super(error.toString());
    this.error = error;
  }

  /** What is wrong; names the file and the document. */
  FieldError error() {
    return error;
  }
}
