package dev.lateen.tour;

import dev.lateen.tour.mesh.LocalMesh;

/** What people can do while the mesh is up. */
final class Guide {
  private final Screen screen;
  private final LocalMesh mesh;

  Guide(Screen screen, LocalMesh mesh) {
    this.screen = screen;
    this.mesh = mesh;
  }

  /** Where the page is. */
  void print() {
    screen.title("  The page: " + mesh.page());
    screen.note("Reload it while the tour changes the rules; log in as jason to see his.");
  }

  /** What to try by hand. */
  void printStay() {
    screen.title("  The mesh stays up until Ctrl-C. To try, in another terminal:");
    screen.command("export LATEEN_MESH_DIR=" + mesh.files().directory());
    screen.command("bin/lateen status");
    screen.command("bin/lateen get routerules");
    screen.command("bin/lateen apply -f examples/bookinfo/rules/reviews-v3.yaml --wait");
    screen.command("bin/lateen delete routerule reviews-default");
    screen.command("bin/lateen ca rotate");
    screen.note("The page: " + mesh.page() + " (log in as jason)");
    screen.note("Logs: " + mesh.logs());
  }
}
