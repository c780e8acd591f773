package strict_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring/internal/strict"
)

// FuzzDecode: whatever is accepted, the standard decoder accepts too and reads as
// the same; the reverse does not hold, which is the point.
func FuzzDecode(f *testing.F) {
	for _, text := range []string{
		`{"leaves":[{"name":"a","count":1,"sure":true,"loud":"X"}],"one":{"name":""},"below":[{"leaves":[]},{"below":[]}]}`,
		`{"one":{"name":"é\n"}}`, `{}`, `[]`, `null`, `{"leaves":[{}]}`, `{"one":{"name":"a","count":1e2}}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var ours, theirs tree
		faults := strict.Decode(data, &ours)
		for _, fault := range faults {
			require.NotEmpty(t, fault.Code)
			require.Less(t, len(fault.Path), 4000)
		}
		if len(faults) > 0 {
			return
		}
		dec := json.NewDecoder(bytes.NewReader(data))
		dec.DisallowUnknownFields()
		require.NoError(t, dec.Decode(&theirs))
		require.Equal(t, string(strict.Encode(theirs)), string(strict.Encode(ours)))
		var again tree
		require.Empty(t, strict.Decode(strict.Encode(ours), &again), "written and read back")
		require.Equal(t, string(strict.Encode(ours)), string(strict.Encode(again)))
	})
}
