package assembly

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// An error's text may quote what somebody wrote: the log gets its types.
func TestNoteTellsTypesOnly(t *testing.T) {
	var log bytes.Buffer
	s := &Server{outside: Outside{Log: slog.New(slog.NewTextHandler(&log, nil))}}
	err := fmt.Errorf("near 13987654321: %w", errors.Join(&governance.NotFoundError{}, errors.New("欧阳修竹")))
	s.note(t.Context(), "it failed", err)
	require.Contains(t, log.String(), "*fmt.wrapError › *errors.joinError › *governance.NotFoundError › *errors.errorString")
	require.NotContains(t, log.String(), "139")
	require.NotContains(t, log.String(), "欧")

	log.Reset()
	s.note(t.Context(), "it failed", fmt.Errorf("wrapped: %w", &governance.Defect{Rule: "case.x", Problem: "never comes to rest"}))
	require.Contains(t, log.String(), "case.x")
	require.Contains(t, log.String(), "never comes to rest")

	log.Reset()
	s.note(t.Context(), "nothing", nil)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	s.note(ended, "we are stopping", err)
	require.Empty(t, log.String())
}
