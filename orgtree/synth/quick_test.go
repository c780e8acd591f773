package synth_test
import ("testing";"os";"time";"github.com/stretchr/testify/require";"github.com/jinlin-project/jinlin/orgtree/synth";"github.com/jinlin-project/jinlin/orgtree";"github.com/jinlin-project/jinlin/civil")
func TestQ(t *testing.T){
 for _, s := range []synth.Size{synth.Demo(), synth.Founding()} {
 f, _ := os.Open("../testdata/district-350205.csv")
 t0 := time.Now()
 o, err := synth.District(1, s, f)
 require.NoError(t, err)
 t.Log(time.Since(t0), o.Len())
 t0 = time.Now()
 tr := o.On(civil.MustParse("2024-01-01"))
 t.Log(time.Since(t0), tr.Len())
 fig, _ := tr.Figures("350205")
 t.Logf("%+v", fig)
 t0 = time.Now()
 n := 0; b := 0
 for _, v := range o.Fields() { n++; b += len(v) }
 t.Log(time.Since(t0), n, b)
 t0 = time.Now()
 o2, err := orgtree.FromFields(o.Fields())
 require.NoError(t, err)
 t.Log(time.Since(t0), o2.Len())
 t0 = time.Now()
 o2.On(civil.MustParse("2024-01-01"))
 t.Log(time.Since(t0))
 t0 = time.Now()
 o3, err := o.Apply(orgtree.Rename{Code:"350205001001", Name:"新社区", Day: civil.MustParse("2025-01-01")})
 require.NoError(t, err)
 t.Log(time.Since(t0))
 for k, v := range o3.Delta() { t.Log(k, string(v)) }
 for k, v := range o.Fields() { t.Log(k, string(v)); break }
 }
}
