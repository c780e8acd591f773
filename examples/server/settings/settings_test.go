package settings_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/server/settings"
)

func nothing(string) string { return "" }

func TestDefaults(t *testing.T) {
	s, err := settings.Parse(nil, nothing, io.Discard)
	require.NoError(t, err)
	require.Equal(t, &settings.Settings{Addr: "127.0.0.1:8080", DB: "sqlite:jinlin.db", InFlight: 1024, Lease: 30 * time.Second}, s)
}

func TestFlagsOverrideTheEnvironment(t *testing.T) {
	env := map[string]string{"JINLIN_ADDR": "127.0.0.1:1", "JINLIN_DEMO": "true", "JINLIN_DB": "memory:", "JINLIN_CLOCK": "2024-09-27T09:00:00+08:00", "JINLIN_IN_FLIGHT": "64", "JINLIN_DRAIN": "5s"}
	s, err := settings.Parse([]string{"--addr", "127.0.0.1:2", "-cors=https://example.org"}, func(name string) string { return env[name] }, io.Discard)
	require.NoError(t, err)
	require.Equal(t, "127.0.0.1:2", s.Addr)
	require.Equal(t, "memory:", s.DB)
	require.Equal(t, "https://example.org", s.CORS)
	require.Equal(t, 64, s.InFlight)
	require.Equal(t, 5*time.Second, s.Drain)
	require.True(t, s.Demo)
	require.True(t, s.Clock.Equal(time.Date(2024, 9, 27, 1, 0, 0, 0, time.UTC)))
}

// http.md, Start: a bad flag ends with one clear line.
func TestWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		env  string
		says string
	}{
		{"an unknown flag", []string{"-colour"}, "", "-colour"},
		{"an argument", []string{"serve"}, "", "serve"},
		{"no time", []string{"-demo", "-clock", "tomorrow"}, "", "-clock"},
		{"a time for a server that is no demonstration", []string{"-clock", "2024-09-27T09:00:00+08:00"}, "", "-demo"},
		{"no origin", []string{"-cors", "example.org"}, "", "-cors"},
		{"an origin with a path", []string{"-cors", "https://example.org/app"}, "", "-cors"},
		{"a demonstration that is founded", []string{"-demo", "-found", "f.json"}, "", "-demo"},
		{"no broker", []string{"-nats", "broker:4222"}, "", "-nats"},
		{"a broker of another kind", []string{"-nats", "http://user:token-1234@broker:4222"}, "", "-nats"},
		{"two things at once", []string{"-reset", "a", "-found", "f.json"}, "", "-reset"},
		{"a founding that is gone at once", []string{"-db", "memory:", "-found", "f.json"}, "", "memory:"},
		{"a limit that lets nobody in", []string{"-in-flight", "0"}, "", "-in-flight"},
		{"a wait that has ended before", []string{"-drain", "-1s"}, "", "-drain"},
		{"a lease that is over at once", []string{"-lease", "100ms"}, "", "-lease"},
		{"no boolean in the environment", nil, "perhaps", "JINLIN_DEMO"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := settings.Parse(c.args, func(name string) string {
				if name == "JINLIN_DEMO" {
					return c.env
				}
				return ""
			}, io.Discard)
			require.ErrorContains(t, err, c.says)
			require.NotContains(t, err.Error(), "\n")
			require.NotContains(t, err.Error(), "token-1234")
		})
	}
}

func TestHelpNamesEveryFlag(t *testing.T) {
	var usage strings.Builder
	_, err := settings.Parse([]string{"-h"}, nothing, &usage)
	require.ErrorIs(t, err, settings.ErrHelp)
	for _, name := range []string{"-addr", "-db", "-demo", "-clock", "-cors", "-notices", "-found", "-reset", "-in-flight", "-drain", "-forwarded", "-nats", "-webhook", "-lease"} {
		require.Contains(t, usage.String(), name)
	}
}
