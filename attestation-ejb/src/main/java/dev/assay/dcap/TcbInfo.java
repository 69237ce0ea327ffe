package dev.assay.dcap;

import dev.assay.bytes.Bytes;
import java.time.Instant;
import java.util.List;

/**
 * TCB Info version 3 (PCS v4), signature verified.
 *
 * @param levels highest first
 */
public record TcbInfo(String id, Instant issueDate, Instant nextUpdate, Bytes fmspc, Bytes pceId,
        long evaluationNumber, List<TcbLevel> levels) {
    public TcbInfo {
        levels = levels.stream().sorted(TcbLevel.HIGHEST_FIRST).toList();
    }
}
