package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.SidecarSettings;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sidecar finds in its file system.
 *
 * @param member what every proxy of the mesh has
 * @param workloadApi whether the application may ask for the identity of the pod
 */
record PodVolumes(MeshMember member, boolean workloadApi) {

  static PodVolumes of(ControlPlane controlPlane, SidecarSettings settings) {
    MeshMember member = new MeshMember(controlPlane);
    return new PodVolumes(member, member.identity() && settings.workloadApi());
  }

  List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>(member.volumes());
    if (workloadApi) {
      volumes.add(WorkloadApiSocket.volume());
    }
    return volumes;
  }

  List<VolumeMount> mounts() {
    List<VolumeMount> mounts = new ArrayList<>(member.mounts());
    if (workloadApi) {
      mounts.add(WorkloadApiSocket.mount());
    }
    return mounts;
  }
}
