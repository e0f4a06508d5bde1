/** What must hold, in Turkish. */
import type { Rules } from "../rules.ts"

export const rules: Rules = {
  I1: {
    name: "kayıp sipariş yok",
    says: "Bir kanalın alıcısına onayladığı her sipariş OMS'te tam bir kez bulunur ve sonunda kapanır; ya da iptal edilir ve alıcıya bildirilir.",
  },
  I2: {
    name: "hayalet sipariş yok",
    says: "OMS'teki, depodaki ya da ERP'deki her siparişin dayandığı tam bir kanal siparişi vardır.",
  },
  I3: {
    name: "mükerrer sipariş yok",
    says: "Bir kanal siparişinin, kaç kez iletilmiş olursa olsun, OMS'te en çok bir geçerli siparişi vardır.",
  },
  I4: {
    name: "içerik bozulmaz",
    says: "OMS'teki ve ERP'deki ürünler, miktarlar ve tutarlar kanalın sattığı tek bir sürümünkilerdir; setler belirlendiği gibi paketlenir; hiçbir depoya fazlası gitmez ve OMS'in tuttuğu birim sayısı, kabul ettiği son sürümdeki kadardır.",
  },
  I5: {
    name: "stok kaybolmaz",
    says: "Her stok kaydı denktir, eldeki stok hiçbir zaman eksiye düşmez; sonunda depo, ERP, tedarikçiler ve gönderiler birbirini tutar.",
  },
  I6: {
    name: "tahsis edilen eldedir",
    says: "Bir depo elindekinden fazlasını asla tahsis etmez: toplamada ya da sayımda bulunamayan tahsisten hemen düşülür.",
  },
  I7: {
    name: "fazla satış yok",
    says: "Kabul edilen her birim kısa sürede ayrılır, stok beklemeye alınır ya da iptal edilir; ayrılanın karşılığı stokta vardır; hiçbir şey sonsuza dek beklemez.",
  },
  I8: {
    name: "ayrılan stok kapanır",
    says: "Bir sipariş için ayrılan birimler tam bir kez kullanılır ya da geri verilir; sipariş bittiğinde ayrılmış birim kalmaz.",
  },
  I9: {
    name: "kanal stoğu sınırında",
    says: "Sonunda her kanal, tüm depoların emniyet stoğunun üzerinde söz verebileceği miktarı, kendi payı düşülmüş olarak gösterir.",
  },
  I10: {
    name: "çifte tahsilat yok",
    says: "Bir siparişten provizyon alınandan fazlası tahsil edilmez ve siparişin toplamından fazlası elde tutulmaz.",
  },
  I11: {
    name: "ödenmeden gönderilmez",
    says: "Mağaza siparişinin bir gönderisi, ancak o ana dek çıkanların karşılığı tahsil edildiyse yola çıkar; tahsilat yola çıktıktan sonra yapılıyorsa, karşılığına provizyon alındıysa.",
  },
  I12: {
    name: "para kaybolmaz",
    says: "Her siparişte, alınıp geri ödenmemiş ve itirazla kaybedilmemiş para, faturalanıp iade faturası kesilmemiş ve silinmemiş tutara eşittir; açık kalem kalmaz.",
  },
  I13: {
    name: "zarar bir kez karşılanır",
    says: "İptal eden, iade eden ya da siparişini hiç alamayan herkes, karşılığında parasını ya da ürününü zamanında ve bir kez alır.",
  },
  I14: {
    name: "defter denktir",
    says: "Her para kaydının satırları her para biriminde toplam sıfır eder; mizan da öyle.",
  },
  I15: {
    name: "her olay bir kez kaydedilir",
    says: "Gönderilerin, tahsilatların, geri ödemelerin, aktarımların, hesap kesimlerinin, mal kabullerin ve taşıyıcı faturalarının her birinin ERP'de tam bir kaydı vardır.",
  },
  I16: {
    name: "hesap kesimi tutar",
    says: "Her hesap kesiminde ara hesabın bakiyesi, ödeme kuruluşunun komisyon düşülmeden önce bekleyen ve kullanılabilir olarak tuttuğu paradır; henüz yalnızca birinin kaydettikleri dışında fark yoktur; her mutabakattan, pazaryerinin ödediği kadarı deftere geçer.",
  },
  I17: {
    name: "koli başına bir etiket",
    says: "Gönderilen her kolinin, iptal edilmemiş tam bir gönderi etiketi vardır.",
  },
  I18: {
    name: "takip bilgisi doğru",
    says: "Alıcıya gönderim ya da teslim, ancak depo ya da kargo firması bildirdikten sonra bildirilir; bir aksaklık olmadıkça hiçbir koli bir adım geri gitmez.",
  },
  I19: {
    name: "söz bir kez tutulur",
    says: "Her sipariş söz verilen zamana dek yola çıkar ya da çıkmayacağı alıcısına bir kez bildirilir; hiçbir şey iki kez yazılmaz.",
  },
  I20: {
    name: "iptale uyulur",
    says: "İptal edilmiş bir siparişten hiçbir şey depodan çıkmaz; iptal isteyen her alıcı yanıt alır.",
  },
  I21: {
    name: "tekrar zarar vermez",
    says: "İletilip olumlu yanıtlanan her şey ikinci bir çalıştırmada bir kez daha iletilir: her nesne aynı durumda, her hesap aynı bakiyeyle biter.",
  },
  I22: {
    name: "sıra zarar vermez",
    says: "Farklı nesnelere ait webhook'lar, kimsenin stok beklemediği ikinci bir çalıştırmada birbirini geçer: her nesne aynı durumda, her hesap aynı bakiyeyle biter.",
  },
  I23: {
    name: "sistemler anlaşır",
    says: "Bir sipariş OMS'te bittiğinde, kanalı ve ERP, gönderildi mi iptal mi edildi, sonunda aynı şeyi söyler.",
  },
  I24: {
    name: "sınırlı çaba",
    says: "Bir çağrı en çok 14 kez denenir; çok fazla istek gönderdiği söylenen, bir sonraki saniyeye dek bekler; gerekçeli bir ret alan, aynı şeyi 100 kezden çok istemez.",
  },
  I25: {
    name: "neden ve yetki",
    says: "Her şey bir iletiye, bir eyleme ya da baştaki duruma dayanır; hesaplara yalnızca sahibi kayıt düşer; satırlardaki adlar ne kişileri ne de gizli bilgileri ele verir.",
  },
  I26: {
    name: "yardımcı defterler tutar",
    says: "Her dönem kapanışında alacak hesapları ve ara hesaplar, açık faturaların ve henüz aktarılmamış tahsilat, geri ödeme ve itirazların toplamıdır.",
  },
  I27: {
    name: "her şey durulur",
    says: "Yapılacak bir şey kalmadığında hiçbir şey başka bir sistemi, bir çalışanı ya da bir süreyi beklemez.",
  },
  I28: {
    name: "istekler yanıtlanır",
    says: "İptal ya da değişiklik isteyen herkese, isteğinin sonucu bildirilir.",
  },
}
