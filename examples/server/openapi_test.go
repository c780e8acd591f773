package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// The document that is checked in is the one that a server with -demo serves.
func TestServedDocumentIsTheOneCheckedIn(t *testing.T) {
	want, err := os.ReadFile("../../docs/openapi.json")
	require.NoError(t, err)
	got := demoServer(t, "-db", "memory:").do("", "GET /openapi.json", nil)
	require.Equal(t, 200, got.status)
	if string(want) != string(got.body) {
		t.Error("docs/openapi.json is not what is served; run: make generate")
	}
}
