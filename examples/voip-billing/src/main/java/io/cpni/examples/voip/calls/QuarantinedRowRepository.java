package io.cpni.examples.voip.calls;

import org.springframework.data.jpa.repository.JpaRepository;

/** Keeps quarantined rows. */
public interface QuarantinedRowRepository extends JpaRepository<QuarantinedRow, Long> {}
