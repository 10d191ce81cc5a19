package io.cpni.audit;

import io.cpni.merkle.NodeHash;
import io.cpni.merkle.TreeFrontier;
import java.util.List;

/** Hashes tiles, the units of a purge. */
final class PurgedTiles {

    private PurgedTiles() {}

    /** Returns the root of a tile: that of the RFC 6962 tree over its 256 hashes. */
    static NodeHash root(List<NodeHash> leaves) {
        TreeFrontier tree = TreeFrontier.empty();
        leaves.forEach(leaf -> tree.append(leaf, (level, tile, hashes) -> {}));
        return tree.root();
    }

    /** Returns the hash by which the record of a purge binds what was removed. */
    static AuditHash hash(List<NodeHash> roots) {
        Sha256 hash = Sha256.of(Sha256.PURGED);
        roots.forEach(root -> hash.add(root.bytes()));
        return AuditHash.of(hash.end());
    }
}
