package replay

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// FuzzRecords holds the reader against the standard library's: the same records up to
// the first that is broken, and broken where that finds it broken.
func FuzzRecords(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "a,\"b\"\r\n\"x\"\"y\",\"\n\"\n", "\n\n,\r\n", "a\"b", "\"a", "\"a\"b\n", "\ufeffa,b\n", "a\rb\r\n\r", "\"\r\n\",\"\r\"", "\"a\"\r", "\"\"\"\"", ",\"\"", "\"\",",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > longest {
			return
		}
		oracle := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
		oracle.FieldsPerRecord = -1
		for r := newRecords(strings.NewReader(text), ','); ; {
			want, wrong := oracle.Read()
			bad, err := r.next()
			if errors.Is(wrong, io.EOF) || wrong != nil {
				require.Equal(t, errors.Is(wrong, io.EOF), errors.Is(err, io.EOF), "%v", wrong)
				require.Equal(t, !errors.Is(wrong, io.EOF), bad != nil, "%v", wrong)
				return
			}
			require.NoError(t, err)
			require.Nil(t, bad)
			var got []string
			for i := range r.len() {
				got = append(got, string(r.cell(i)))
			}
			require.Equal(t, want, got)
		}
	})
}

// After a broken record reading goes on with the next line, whatever was broken.
func TestRecordsGoOn(t *testing.T) {
	long := strings.Repeat("x", longest+1)
	for _, broken := range []string{"a\"b\n", "\"a\"b\n", long + "\n", "\"" + strings.Repeat("x\n", longest) + "\n", "a," + long + "\n"} {
		r := newRecords(strings.NewReader(broken+"\"\n"+"c,d\n"), ',')
		faulty := 0
		for {
			bad, err := r.next()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err)
			if bad != nil {
				faulty++
			}
			require.LessOrEqual(t, cap(r.whole), 4*longest)
		}
		require.Positive(t, faulty)
	}
	r := newRecords(io.MultiReader(strings.NewReader("a,b\n\"c"), iotest.ErrReader(io.ErrUnexpectedEOF)), ',')
	_, err := r.next()
	require.NoError(t, err)
	_, err = r.next()
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
}
