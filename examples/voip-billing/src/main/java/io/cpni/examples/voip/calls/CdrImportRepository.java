package io.cpni.examples.voip.calls;

import org.springframework.data.jpa.repository.JpaRepository;

/** Keeps imports. */
public interface CdrImportRepository extends JpaRepository<CdrImport, Long> {}
