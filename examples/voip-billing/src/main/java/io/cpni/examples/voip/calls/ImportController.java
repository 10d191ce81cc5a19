package io.cpni.examples.voip.calls;

import io.cpni.examples.voip.imports.CdrFormat;
import io.cpni.examples.voip.imports.ImportOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Takes in files of call records. */
@RestController
@RequestMapping("/api/imports")
class ImportController {

    private final ImportService imports;

    ImportController(ImportService imports) {
        this.imports = imports;
    }

    /** Reads a file; the format is detected and times without a zone are UTC unless said otherwise. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ImportResult read(
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(defaultValue = "UTC") String zone)
            throws IOException {
        ImportOptions options = options(format, zone);
        try (InputStream content = file.getInputStream()) {
            return imports.read(content, options);
        }
    }

    private static ImportOptions options(@Nullable String format, String zone) {
        try {
            ZoneId zoneId = ZoneId.of(zone);
            return format == null
                    ? ImportOptions.detecting(zoneId)
                    : ImportOptions.of(CdrFormat.fromName(format), zoneId);
        } catch (DateTimeException e) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "zone is not an IANA time zone such as America/New_York", e);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }
}
