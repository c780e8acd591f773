package assembly

import (
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/server/settings"
)

// Nobody chooses the address under which their guesses are counted.
func TestAddress(t *testing.T) {
	for _, c := range []struct {
		behind bool
		lines  []string
		want   string
	}{
		{false, nil, "192.0.2.1"},
		{false, []string{"10.0.0.9"}, "192.0.2.1"}, // anybody can write that
		{true, nil, "192.0.2.1"},
		{true, []string{"10.0.0.9"}, "10.0.0.9"},
		{true, []string{"10.9.9.9, 10.0.0.9"}, "10.0.0.9"},
		{true, []string{"10.9.9.9", "2001:db8::1"}, "2001:db8::1"},
	} {
		r := httptest.NewRequest("POST", "/v1/sessions", nil)
		r.Header["X-Forwarded-For"] = c.lines
		s := &Server{settings: &settings.Settings{Forwarded: c.behind}}
		require.Equal(t, c.want, s.address(r), "%v", c)
	}
}
