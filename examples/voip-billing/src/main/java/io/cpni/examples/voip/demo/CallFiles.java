package io.cpni.examples.voip.demo;

import java.time.YearMonth;
import java.util.List;

/** Lays the calls of one switch and month down in its format. */
interface CallFiles {

    /** Makes the files, usually one; the calls come in order of start. */
    List<DemoFile> files(DemoSwitch source, YearMonth month, List<DemoCall> calls);

    /** Returns what writes a switch's format. */
    static CallFiles of(DemoSwitch source, DemoCarrier carrier) {
        return switch (source) {
            case ASTERISK_EAST -> new AsteriskFiles(carrier, AsteriskStyle.STOCK);
            case ASTERISK_QUOTED -> new AsteriskFiles(carrier, AsteriskStyle.QUOTED);
            case ASTERISK_CUSTOM -> new AsteriskFiles(carrier, AsteriskStyle.CUSTOM);
            case FREESWITCH_JSON -> new FreeSwitchJsonFiles(carrier);
            case FREESWITCH_CSV -> new FreeSwitchCsvFiles(carrier);
            case CUCM -> new CucmFiles(carrier);
            case RINGCENTRAL -> new RingCentralFiles(carrier);
        };
    }
}
