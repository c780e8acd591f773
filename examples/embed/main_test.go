package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

// 2.4 [D]: the town reports in within 4 working hours and handles within 5
// working days of the whistle; hours are 9:00 to 12:00 and 13:30 to 17:30, 2024-09-29 is worked, 10-01 to 10-07 is off.
func TestOutput(t *testing.T) {
	var out bytes.Buffer
	run(t.Context(), &out)
	require.Equal(t, "350205-2024-0000001: report-in until 2024-09-27 15:30:00\n350205-2024-0000001: town until 2024-10-10 23:59:59\n", out.String())
}
