<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="tr">
<context>
    <name>Autostart</name>
    <message>
        <source>%1 could not be removed.</source>
        <translation>%1 kaldırılamadı.</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 yazılamadı: %2.</translation>
    </message>
</context>
<context>
    <name>ConnectionReport</name>
    <message>
        <source>Server found</source>
        <translation>Sunucu bulundu</translation>
    </message>
    <message>
        <source>Check the address for typing errors, and the network.</source>
        <translation>Adreste yazım yanlışı olup olmadığına ve ağa bakın.</translation>
    </message>
    <message>
        <source>Server reachable</source>
        <translation>Sunucuya ulaşılıyor</translation>
    </message>
    <message>
        <source>Check the address and its port. A firewall or a proxy may stand in between.</source>
        <translation>Adrese ve bağlantı noktasına bakın. Arada bir güvenlik duvarı ya da vekil sunucu olabilir.</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Şifreleme</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Sertifika</translation>
    </message>
    <message>
        <source>If the server has a certificate authority of its own, name its file below.</source>
        <translation>Sunucunun kendi sertifika yetkilisi varsa dosyasını aşağıda belirtin.</translation>
    </message>
    <message>
        <source>Redirects</source>
        <translation>Yönlendirmeler</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Yanıt</translation>
    </message>
    <message>
        <source>Token accepted</source>
        <translation>Erişim anahtarı kabul edildi</translation>
    </message>
    <message>
        <source>Enter the token that you were given for this account.</source>
        <translation>Bu hesap için size verilen erişim anahtarını girin.</translation>
    </message>
    <message>
        <source>Stream of notifications</source>
        <translation>Bildirim akışı</translation>
    </message>
    <message>
        <source>This address is something else. Ask for the address of the stream; it often ends in /v1/stream.</source>
        <translation>Bu adres başka bir şey. Akışın adresini sorun; çoğunlukla /v1/stream ile biter.</translation>
    </message>
    <message>
        <source>Stays connected</source>
        <translation>Bağlantı sürüyor</translation>
    </message>
    <message>
        <source>Arrives at once</source>
        <translation>Anında ulaşıyor</translation>
    </message>
</context>
<context>
    <name>EndVerdict</name>
    <message>
        <source>The token is not allowed to receive notifications. Enter another one.</source>
        <translation>Bu erişim anahtarının bildirim alma yetkisi yok. Başka bir anahtar girin.</translation>
    </message>
    <message>
        <source>The token could not be had: %1.</source>
        <translation>Erişim anahtarı alınamadı: %1.</translation>
    </message>
    <message>
        <source>The server no longer accepts the token. Enter a new one.</source>
        <translation>Sunucu bu erişim anahtarını artık kabul etmiyor. Yenisini girin.</translation>
    </message>
    <message>
        <source>The server asks for a token. Enter one.</source>
        <translation>Sunucu erişim anahtarı istiyor. Bir anahtar girin.</translation>
    </message>
    <message>
        <source>A web page answers in the server&apos;s place. Log in to this network in your browser; if you are logged in, check the account&apos;s address.</source>
        <translation>Sunucunun yerine bir web sayfası yanıt veriyor. Tarayıcınızda bu ağa giriş yapın; girişliyseniz hesabın adresine bakın.</translation>
    </message>
    <message>
        <source>This address is a web page, not a stream of notifications. Check the account&apos;s address.</source>
        <translation>Bu adres bir bildirim akışı değil, bir web sayfası. Hesabın adresine bakın.</translation>
    </message>
    <message>
        <source>The server has no stream at this address. Check the account&apos;s address.</source>
        <translation>Sunucuda bu adreste bir akış yok. Hesabın adresine bakın.</translation>
    </message>
</context>
<context>
    <name>HistoryStore</name>
    <message>
        <source>its folder “%1” cannot be made</source>
        <translation>“%1” klasörü oluşturulamıyor</translation>
    </message>
    <message>
        <source>it cannot be made in “%1”</source>
        <translation>“%1” içinde oluşturulamıyor</translation>
    </message>
    <message>
        <source>The history was damaged and has been put aside as “%1”. A new one has been started.</source>
        <translation>Geçmiş bozulmuştu ve “%1” adıyla kenara kondu. Yeni bir geçmiş başlatıldı.</translation>
    </message>
    <message>
        <source>The history is from a newer version of Tidings and has been put aside as “%1”. A new one has been started.</source>
        <translation>Geçmiş daha yeni bir Tidings sürümünden ve “%1” adıyla kenara kondu. Yeni bir geçmiş başlatıldı.</translation>
    </message>
    <message>
        <source>it is from a newer version of Tidings</source>
        <translation>daha yeni bir Tidings sürümünden</translation>
    </message>
    <message>
        <source>another program has locked the file</source>
        <translation>dosyayı başka bir program kilitlemiş</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>disk dolu</translation>
    </message>
    <message>
        <source>the file or its folder is read-only</source>
        <translation>dosya ya da klasörü salt okunur</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>dosya bozuk</translation>
    </message>
    <message>
        <source>the file cannot be opened</source>
        <translation>dosya açılamıyor</translation>
    </message>
    <message>
        <source>the file cannot be read or written</source>
        <translation>dosya okunamıyor ya da yazılamıyor</translation>
    </message>
    <message>
        <source>Qt&apos;s driver for SQLite is not installed (package libqt6sql6-sqlite)</source>
        <translation>Qt’nin SQLite sürücüsü kurulu değil (libqt6sql6-sqlite paketi)</translation>
    </message>
</context>
<context>
    <name>Popup</name>
    <message>
        <source>Notification</source>
        <translation>Bildirim</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Göster</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aç</translation>
    </message>
    <message>
        <source>Mark read</source>
        <translation>Okundu işaretle</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Sonra</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>The server refuses the connection.</source>
        <translation>Sunucu bağlantıyı geri çeviriyor.</translation>
    </message>
    <message>
        <source>The server&apos;s name is not found. Is there a network?</source>
        <translation>Sunucunun adı bulunamadı. Ağ bağlantısı var mı?</translation>
    </message>
    <message>
        <source>The proxy&apos;s name is not found.</source>
        <translation>Vekil sunucunun adı bulunamadı.</translation>
    </message>
    <message>
        <source>The proxy cannot be reached.</source>
        <translation>Vekil sunucuya ulaşılamıyor.</translation>
    </message>
    <message>
        <source>There is no network.</source>
        <translation>Ağ bağlantısı yok.</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>Sunucuya ulaşılamıyor.</translation>
    </message>
    <message>
        <source>The server does not answer.</source>
        <translation>Sunucu yanıt vermiyor.</translation>
    </message>
    <message>
        <source>The connection fell silent; it is made anew.</source>
        <translation>Bağlantı sessizleşti; yeniden kuruluyor.</translation>
    </message>
    <message>
        <source>The server closed the connection without an answer.</source>
        <translation>Sunucu yanıt vermeden bağlantıyı kapattı.</translation>
    </message>
    <message>
        <source>The connection was cut.</source>
        <translation>Bağlantı kesildi.</translation>
    </message>
    <message>
        <source>The server ended the connection.</source>
        <translation>Sunucu bağlantıyı sonlandırdı.</translation>
    </message>
    <message>
        <source>The proxy wants another name or password.</source>
        <translation>Vekil sunucu başka bir ad ya da parola istiyor.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has expired.</source>
        <translation>Sunucunun sertifikasının süresi dolmuş.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is for another name. Check the address; in a public network, log in first.</source>
        <translation>Sunucunun sertifikası başka bir ad için. Adrese bakın; herkese açık bir ağdaysanız önce giriş yapın.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted. If the server has a certificate authority of its own, name its file in the account&apos;s settings.</source>
        <translation>Sunucunun sertifikasına güvenilmiyor. Sunucunun kendi sertifika yetkilisi varsa dosyasını hesap ayarlarında belirtin.</translation>
    </message>
    <message>
        <source>The server answered %1.</source>
        <translation>Sunucunun yanıtı: %1.</translation>
    </message>
    <message>
        <source>The connection failed: %1.</source>
        <translation>Bağlantı kurulamadı: %1.</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>%n sipariş</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n görev</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n ileti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n diğer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new order(s)</source>
        <translation>
            <numerusform>%n yeni sipariş</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new task(s)</source>
        <translation>
            <numerusform>%n yeni görev</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n yeni ileti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new notification(s)</source>
        <translation>
            <numerusform>%n yeni bildirim</numerusform>
        </translation>
    </message>
    <message>
        <source>While you were away: %1</source>
        <translation>Siz yokken: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n tane daha</numerusform>
        </translation>
    </message>
    <message>
        <source>Urgent: %1</source>
        <translation>Acil: %1</translation>
    </message>
    <message>
        <source>Newest: %1</source>
        <translation>En yeni: %1</translation>
    </message>
</context>
<context>
    <name>TokenFile</name>
    <message>
        <source>The token could not be written to %1: %2.</source>
        <translation>Erişim anahtarı %1 dosyasına yazılamadı: %2.</translation>
    </message>
    <message>
        <source>Say which file the token goes to.</source>
        <translation>Erişim anahtarının hangi dosyaya yazılacağını belirtin.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AboutDialog</name>
    <message>
        <source>About Tidings</source>
        <translation>Tidings hakkında</translation>
    </message>
    <message>
        <source>Tidings %1</source>
        <translation>Tidings %1</translation>
    </message>
    <message>
        <source>Tells you at once what happens in your shop, and finds again what was announced.</source>
        <translation>Mağazanızda olanları anında bildirir ve bildirilmiş olanı yeniden bulur.</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. Runs on Qt %1.</source>
        <translation>MIT lisanslı özgür yazılım. Qt %1 üzerinde çalışır.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Ka&amp;pat</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AccountConfiguration</name>
    <message>
        <source>There is no account “%1” in %2.</source>
        <translation>%2 içinde “%1” hesabı yok.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AccountForm</name>
    <message>
        <source>Name</source>
        <translation>Ad</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Kind of server</source>
        <translation>Sunucu türü</translation>
    </message>
    <message>
        <source>Plain event stream</source>
        <translation>Yalın olay akışı</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Ad</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>Ad&amp;res</translation>
    </message>
    <message>
        <source>&amp;Kind of server</source>
        <translation>S&amp;unucu türü</translation>
    </message>
    <message>
        <source>Token is in</source>
        <translation>Erişim anahtarının yeri</translation>
    </message>
    <message>
        <source>the keyring</source>
        <translation>anahtarlık</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>bir dosya</translation>
    </message>
    <message>
        <source>the output of a command</source>
        <translation>bir komutun çıktısı</translation>
    </message>
    <message>
        <source>no place: none is needed</source>
        <translation>hiçbir yer: gerekmiyor</translation>
    </message>
    <message>
        <source>Empty: the stored one stays</source>
        <translation>Boşsa kayıtlı olan kalır</translation>
    </message>
    <message>
        <source>Token file</source>
        <translation>Erişim anahtarı dosyası</translation>
    </message>
    <message>
        <source>Token command</source>
        <translation>Erişim anahtarı komutu</translation>
    </message>
    <message>
        <source>&amp;Token is in</source>
        <translation>Erişi&amp;m anahtarının yeri</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Vekil sunucu</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Sertifika yetkilisi</translation>
    </message>
    <message>
        <source>A PEM file; empty: the system&apos;s</source>
        <translation>PEM dosyası; boşsa sisteminki</translation>
    </message>
    <message>
        <source>Heartbeat timeout</source>
        <translation>Yaşam belirtisi süresi</translation>
    </message>
    <message>
        <source>45s; empty: by what the server says</source>
        <translation>45s; boşsa sunucunun bildirdiği</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Başlıklar</translation>
    </message>
    <message>
        <source>X-Shop: 7 – one on each line</source>
        <translation>X-Shop: 7 – her satıra bir tane</translation>
    </message>
    <message>
        <source>Address for publishing</source>
        <translation>Yayın adresi</translation>
    </message>
    <message>
        <source>Address of the API</source>
        <translation>API adresi</translation>
    </message>
    <message>
        <source>Empty: made from the address</source>
        <translation>Boşsa adresten türetilir</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>&amp;Vekil sunucu</translation>
    </message>
    <message>
        <source>&amp;Certificate authority</source>
        <translation>Sertifika ye&amp;tkilisi</translation>
    </message>
    <message>
        <source>&amp;Heartbeat timeout</source>
        <translation>Yaşam &amp;belirtisi süresi</translation>
    </message>
    <message>
        <source>H&amp;eaders</source>
        <translation>Ba&amp;şlıklar</translation>
    </message>
    <message>
        <source>AP&amp;I address</source>
        <translation>AP&amp;I adresi</translation>
    </message>
    <message>
        <source>P&amp;ublish address</source>
        <translation>&amp;Yayın adresi</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Gözat…</translation>
    </message>
    <message>
        <source>Browse for: %1</source>
        <translation>Gözat: %1</translation>
    </message>
    <message>
        <source>the configuration file</source>
        <translation>yapılandırma dosyası</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Otomatik</translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation>Di&amp;ğer ayarlar</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AccountService</name>
    <message>
        <source>An account keeps its name. Add another one and remove this one.</source>
        <translation>Hesabın adı değişmez. Yenisini ekleyip bunu kaldırın.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ayarlar</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AccountWords</name>
    <message>
        <source>connected</source>
        <translation>bağlı</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>bağlanıyor</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>çevrimdışı</translation>
    </message>
    <message>
        <source>action needed</source>
        <translation>işlem gerekli</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>account, state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <comment>account, state, sentence</comment>
        <translation>%1: %2. %3</translation>
    </message>
    <message>
        <source>Enter token…</source>
        <translation>Erişim anahtarı gir…</translation>
    </message>
    <message>
        <source>Unlock keyring…</source>
        <translation>Anahtarlığı aç…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Yeniden dene</translation>
    </message>
    <message>
        <source>Account settings…</source>
        <translation>Hesap ayarları…</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>Hesaplar</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>&amp;Ekle</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Kaldır…</translation>
    </message>
    <message>
        <source>Te&amp;st connection</source>
        <translation>Bağlantıyı &amp;sına</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>Kay&amp;det</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Kaydedildi.</translation>
    </message>
    <message>
        <source>Remove the account?</source>
        <translation>Hesap kaldırılsın mı?</translation>
    </message>
    <message>
        <source>Remove the account %1?</source>
        <translation>%1 hesabı kaldırılsın mı?</translation>
    </message>
    <message>
        <source>Its settings and its token are deleted, and its notifications from the history here. The server keeps its own.</source>
        <translation>Ayarları, erişim anahtarı ve bu bilgisayardaki bildirim geçmişi silinir. Sunucudakiler kalır.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Kaldır</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>İ&amp;ptal</translation>
    </message>
    <message>
        <source>Add acc&amp;ount</source>
        <translation>Hesap ek&amp;le</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::Application</name>
    <message>
        <source>The accounts&apos; file</source>
        <translation>Hesap dosyası</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::BadgeMuting</name>
    <message>
        <source>The rules cannot be applied to what is unread: %1.</source>
        <translation>Kurallar okunmamışlara uygulanamıyor: %1.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::CheckList</name>
    <message>
        <source>Testing the connection</source>
        <translation>Bağlantı sınanıyor</translation>
    </message>
    <message>
        <source>Testing the connection…</source>
        <translation>Bağlantı sınanıyor…</translation>
    </message>
    <message>
        <source>The connection does not work yet.</source>
        <translation>Bağlantı henüz çalışmıyor.</translation>
    </message>
    <message>
        <source>The connection works, but not as well as it could.</source>
        <translation>Bağlantı çalışıyor, ama daha iyi olabilir.</translation>
    </message>
    <message>
        <source>The connection works.</source>
        <translation>Bağlantı çalışıyor.</translation>
    </message>
    <message>
        <source>good</source>
        <translation>iyi</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>başarısız</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>uyarı</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>check, what was found</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::DetailsPane</name>
    <message>
        <source>Details</source>
        <translation>Ayrıntılar</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Başlık</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Metin</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Bağlantı</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Veri</translation>
    </message>
    <message>
        <source>&amp;Open link</source>
        <translation>Bağlantıyı &amp;aç</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopyala</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Sil</translation>
    </message>
    <message>
        <source>Choose a notification to see all of it.</source>
        <translation>Tümünü görmek için bir bildirim seçin.</translation>
    </message>
    <message numerus="yes">
        <source>%n notifications are chosen.</source>
        <translation>
            <numerusform>%n bildirim seçili.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Mark read</source>
        <translation>&amp;Okundu işaretle</translation>
    </message>
    <message>
        <source>&amp;Mark unread</source>
        <translation>&amp;Okunmadı işaretle</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::EntryWords</name>
    <message>
        <source>Urgent</source>
        <comment>priority</comment>
        <translation>Acil</translation>
    </message>
    <message>
        <source>High</source>
        <comment>priority</comment>
        <translation>Yüksek</translation>
    </message>
    <message>
        <source>Low</source>
        <comment>priority</comment>
        <translation>Düşük</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Okunmamış</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::FilterBar</name>
    <message>
        <source>Type</source>
        <translation>Tür</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Hesap</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Tarih</translation>
    </message>
    <message>
        <source>Only what is unread (Ctrl+U)</source>
        <translation>Yalnız okunmamışlar (Ctrl+U)</translation>
    </message>
    <message>
        <source>Only unread</source>
        <translation>Yalnız okunmamışlar</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Her zaman</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Bugün</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Son 7 gün</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Son 30 gün</translation>
    </message>
    <message>
        <source>Search notifications</source>
        <translation>Bildirimlerde ara</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>Tüm hesaplar</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Tüm türler</translation>
    </message>
    <message>
        <source>Un&amp;read</source>
        <translation>Oku&amp;nmamış</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::FirstStartPage</name>
    <message>
        <source>Welcome to Tidings</source>
        <translation>Tidings&apos;e hoş geldiniz</translation>
    </message>
    <message>
        <source>Connect an account, and every notification of your shop appears here at once. Address and token are in your shop&apos;s settings, or come from whoever runs its server.</source>
        <translation>Bir hesap bağlayın; mağazanızın her bildirimi anında burada görünür. Adresi ve erişim anahtarını mağaza ayarlarınızda bulur ya da sunucuyu işletenden alırsınız.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Ad</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adres</translation>
    </message>
    <message>
        <source>A&amp;ll settings…</source>
        <translation>Tüm aya&amp;rlar…</translation>
    </message>
    <message>
        <source>Test &amp;connection</source>
        <translation>Bağlantıyı &amp;sına</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>B&amp;itir</translation>
    </message>
    <message>
        <source>To&amp;ken</source>
        <translation>Erişi&amp;m anahtarı</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>A&amp;d</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::FollowedAccount</name>
    <message>
        <source>The server no longer accepts the token. Enter a new one.</source>
        <translation>Sunucu bu erişim anahtarını artık kabul etmiyor. Yenisini girin.</translation>
    </message>
    <message>
        <source>This account has no token yet. Enter the one you were given.</source>
        <translation>Bu hesabın henüz erişim anahtarı yok. Size verileni girin.</translation>
    </message>
    <message>
        <source>The token is in the keyring, which is locked. Unlock it.</source>
        <translation>Erişim anahtarı kilitli olan anahtarlıkta. Kilidini açın.</translation>
    </message>
    <message>
        <source>The token should be in the keyring, but this desktop has none.</source>
        <translation>Erişim anahtarı anahtarlıkta olmalıydı, ama bu masaüstünde anahtarlık yok.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::GeneralPage</name>
    <message>
        <source>Language</source>
        <translation>Dil</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Masaüstündeki gibi</translation>
    </message>
    <message>
        <source>&amp;Start with the session, in the tray</source>
        <translation>Oturumla birlikte tepside &amp;başlat</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Genel</translation>
    </message>
    <message>
        <source>Only a program that runs can announce. What came while it did not run is fetched at its next start.</source>
        <translation>Yalnız çalışan bir program bildirebilir. Çalışmadığı sırada gelenler bir sonraki başlangıçta alınır.</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Dil</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryActions</name>
    <message>
        <source>&amp;Open link</source>
        <translation>Bağlantıyı &amp;aç</translation>
    </message>
    <message>
        <source>Mark &amp;read or unread</source>
        <translation>&amp;Okundu ya da okunmadı işaretle</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopyala</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Sil</translation>
    </message>
    <message>
        <source>&amp;Undo delete</source>
        <translation>Silmeyi &amp;geri al</translation>
    </message>
    <message>
        <source>Mark &amp;all read</source>
        <translation>Tü&amp;münü okundu işaretle</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Ara</translation>
    </message>
    <message>
        <source>&amp;Only unread</source>
        <translation>Yalnız &amp;okunmamışlar</translation>
    </message>
    <message>
        <source>&amp;Clear search and filters</source>
        <translation>Aramayı ve süzgeçleri &amp;temizle</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryBrowser</name>
    <message>
        <source>Nothing matches</source>
        <translation>Eşleşen yok</translation>
    </message>
    <message>
        <source>No notification has all that you asked for.</source>
        <translation>İstediklerinizin hepsini taşıyan bildirim yok.</translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation>Aramayı ve süzgeçleri temizle</translation>
    </message>
    <message>
        <source>All read</source>
        <translation>Hepsi okundu</translation>
    </message>
    <message>
        <source>There is nothing unread.</source>
        <translation>Okunmamış bildirim yok.</translation>
    </message>
    <message>
        <source>Show all notifications</source>
        <translation>Tüm bildirimleri göster</translation>
    </message>
    <message>
        <source>No notifications yet</source>
        <translation>Henüz bildirim yok</translation>
    </message>
    <message>
        <source>What is announced to you appears here at once, and stays until you delete it.</source>
        <translation>Size bildirilen her şey anında burada görünür ve siz silene dek kalır.</translation>
    </message>
    <message numerus="yes">
        <source>%n notifications deleted.</source>
        <translation>
            <numerusform>%n bildirim silindi.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>Ge&amp;ri al</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryExport</name>
    <message>
        <source>“%1” cannot be written: %2.</source>
        <translation>“%1” yazılamıyor: %2.</translation>
    </message>
    <message>
        <source>The history cannot be read: %1.</source>
        <translation>Geçmiş okunamıyor: %1.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryExportDialog</name>
    <message>
        <source>%1 notifications written…</source>
        <translation>%1 bildirim yazıldı…</translation>
    </message>
    <message numerus="yes">
        <source>%n notifications exported to %1.</source>
        <translation>
            <numerusform>%n bildirim %1 dosyasına aktarıldı.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export what the list shows</source>
        <translation>Listede görünenleri dışa aktar</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>Hesap tablosu (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Yazılıyor…</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>İ&amp;ptal</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Dışa aktar</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryReader</name>
    <message>
        <source>The history cannot be read: %1.</source>
        <translation>Geçmiş okunamıyor: %1.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryStore</name>
    <message>
        <source>The history “%1” cannot be used: %2.</source>
        <translation>“%1” geçmişi kullanılamıyor: %2.</translation>
    </message>
    <message>
        <source>The history is damaged and cannot be put aside. What comes now is kept only until Tidings is quit.</source>
        <translation>Geçmiş bozuk ve kenara konamıyor. Bundan sonra gelenler yalnız Tidings kapatılana dek saklanır.</translation>
    </message>
    <message>
        <source>%1 What comes now is kept only until Tidings is quit.</source>
        <translation>%1 Şimdi gelenler yalnızca Tidings kapatılana kadar saklanır.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryView</name>
    <message>
        <source>Notifications</source>
        <translation>Bildirimler</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::Inbox</name>
    <message>
        <source>What arrives cannot be kept in the history: %1. Nothing is lost: it is tried again.</source>
        <translation>Gelenler geçmişe kaydedilemiyor: %1. Hiçbir şey kaybolmaz: yeniden denenir.</translation>
    </message>
    <message>
        <source>What was read elsewhere cannot be marked: %1.</source>
        <translation>Başka yerde okunanlar işaretlenemiyor: %1.</translation>
    </message>
    <message>
        <source>“%1” was away for longer than its server keeps notifications: the oldest of what was missed are gone.</source>
        <translation>“%1”, sunucusunun bildirimleri sakladığından daha uzun süre uzaktaydı: kaçırılanların en eskileri artık yok.</translation>
    </message>
    <message>
        <source>It cannot be marked: %1.</source>
        <translation>İşaretlenemiyor: %1.</translation>
    </message>
    <message>
        <source>The account&apos;s history cannot be deleted: %1.</source>
        <translation>Hesabın geçmişi silinemiyor: %1.</translation>
    </message>
    <message>
        <source>The reminder lasts only until Tidings is quit: %1.</source>
        <translation>Bu hatırlatma yalnızca Tidings kapatılana kadar geçerli: %1.</translation>
    </message>
    <message>
        <source>Notifications cannot be kept</source>
        <translation>Bildirimler saklanamıyor</translation>
    </message>
    <message>
        <source>The history</source>
        <translation>Geçmiş</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::LinkOpener</name>
    <message>
        <source>The link of “%1” is not opened: only http and https links are.</source>
        <translation>“%1” bağlantısı açılmadı: yalnız http ve https bağlantıları açılır.</translation>
    </message>
    <message>
        <source>No program could be started that opens “%1”.</source>
        <translation>“%1” adresini açacak bir program başlatılamadı.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::MainMenu</name>
    <message>
        <source>For one &amp;hour</source>
        <translation>Bir &amp;saat</translation>
    </message>
    <message>
        <source>Until &amp;tomorrow</source>
        <translation>&amp;Yarına kadar</translation>
    </message>
    <message>
        <source>Until I &amp;switch them on</source>
        <translation>Ben &amp;açana kadar</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>Sü&amp;rdür</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>Dışa ak&amp;tar…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>A&amp;yarlar…</translation>
    </message>
    <message>
        <source>Connect &amp;now</source>
        <translation>Şimdi &amp;bağlan</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>Pencereyi &amp;kapat</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Çık</translation>
    </message>
    <message>
        <source>&amp;Next part of the window</source>
        <translation>Pencerenin &amp;sonraki bölümü</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Klavye kısayolları</translation>
    </message>
    <message>
        <source>&amp;About Tidings</source>
        <translation>Tidings &amp;hakkında</translation>
    </message>
    <message>
        <source>&amp;Tidings</source>
        <translation>&amp;Tidings</translation>
    </message>
    <message>
        <source>&amp;Pause popups</source>
        <translation>Açılır bildirimleri &amp;duraklat</translation>
    </message>
    <message>
        <source>&amp;Notification</source>
        <translation>&amp;Bildirim</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Görünüm</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Yardım</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::MainWindow</name>
    <message numerus="yes">
        <source>%n unread – Tidings</source>
        <comment>window title</comment>
        <translation>
            <numerusform>%n okunmamış – Tidings</numerusform>
        </translation>
    </message>
    <message>
        <source>Tidings keeps running</source>
        <translation>Tidings çalışmayı sürdürüyor</translation>
    </message>
    <message>
        <source>Tidings stays in the tray and goes on announcing.</source>
        <translation>Tidings tepside kalır ve bildirmeyi sürdürür.</translation>
    </message>
    <message>
        <source>Click its icon to see this window again. To end the program choose “Quit” in the icon&apos;s menu.</source>
        <translation>Bu pencereyi yeniden görmek için simgesine tıklayın. Programı kapatmak için simge menüsünden “Çık” seçin.</translation>
    </message>
    <message>
        <source>&amp;Understood</source>
        <translation>&amp;Anladım</translation>
    </message>
    <message>
        <source>Close Tidings?</source>
        <translation>Tidings kapatılsın mı?</translation>
    </message>
    <message>
        <source>This desktop shows no tray icons.</source>
        <translation>Bu masaüstü tepsi simgelerini göstermiyor.</translation>
    </message>
    <message>
        <source>Minimised, Tidings goes on announcing. When it is quit, nothing is announced until it is started again.</source>
        <translation>Simge durumunda Tidings bildirmeyi sürdürür. Kapatılırsa yeniden başlatılana dek hiçbir şey bildirilmez.</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>Simge durumuna &amp;küçült</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Çık</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>İ&amp;ptal</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::MappingFields</name>
    <message>
        <source>Where the data has what, as JSON pointers. An empty field: where the kind of server has it.</source>
        <translation>Verinin neresinde ne olduğu, JSON işaretçileri ile. Boş alan: sunucu türünün koyduğu yer.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Başlık</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Metin</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Bağlantı</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tür</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Öncelik</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grup</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Kimlik</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Yaşam belirtisi</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 veya %2</translation>
    </message>
    <message>
        <source>%1 in the data</source>
        <translation>Veride: %1</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::NoticeBar</name>
    <message>
        <source>Put this message away</source>
        <translation>Bu iletiyi kapat</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::PopupsPage</name>
    <message>
        <source>Show &amp;popups</source>
        <translation>Açılır &amp;bildirimleri göster</translation>
    </message>
    <message>
        <source>Play &amp;sounds where a rule asks for one</source>
        <translation>Kural istediğinde &amp;ses çal</translation>
    </message>
    <message>
        <source>Let &amp;urgent ones through in quiet hours and while paused</source>
        <translation>&amp;Acil olanları sessiz saatlerde ve duraklatılmışken de göster</translation>
    </message>
    <message>
        <source>Popups and sounds</source>
        <translation>Bildirimler ve sesler</translation>
    </message>
    <message>
        <source>When much comes at once, a few popups and one summary are shown. The desktop&apos;s own “do not disturb” is obeyed. Nothing is lost: the history has everything.</source>
        <translation>Bir anda çok şey gelirse birkaç açılır bildirim ve bir özet gösterilir. Masaüstünün “rahatsız etme” kipine uyulur. Hiçbir şey kaybolmaz: geçmişte hepsi vardır.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::QuietPage</name>
    <message>
        <source>&amp;Add quiet hours</source>
        <translation>Sessiz saat &amp;ekle</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Sessiz saatler</translation>
    </message>
    <message>
        <source>In these hours notifications go into the history without a popup or a sound. A time that ends before it begins goes on to the next morning; the days are those on which it begins.</source>
        <translation>Bu saatlerde bildirimler açılır pencere ve ses olmadan geçmişe gider. Başlangıcından önce biten bir süre ertesi sabaha uzanır; günler, başladığı günlerdir.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::QuietSpanRow</name>
    <message>
        <source>From</source>
        <translation>Başlangıç</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Sessizlik başlangıcı</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Sessizlik bitişi</translation>
    </message>
    <message>
        <source>Quiet hours %1</source>
        <translation>Sessiz saatler %1</translation>
    </message>
    <message>
        <source>Remove quiet hours %1</source>
        <translation>Sessiz saatler %1: kaldır</translation>
    </message>
    <message>
        <source>to</source>
        <translation>–</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RelativeTime</name>
    <message>
        <source>now</source>
        <translation>şimdi</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <comment>minutes ago, in a narrow column</comment>
        <translation>
            <numerusform>%n dk</numerusform>
        </translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Dün</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>date format: day and short month</comment>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::Removals</name>
    <message>
        <source>It cannot be deleted: %1.</source>
        <translation>Silinemiyor: %1.</translation>
    </message>
    <message>
        <source>It cannot be put back: %1.</source>
        <translation>Geri konamıyor: %1.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RetentionPage</name>
    <message>
        <source>Keep for</source>
        <translation>Saklama süresi</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n gün</numerusform>
        </translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Sınırsız</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>En çok</translation>
    </message>
    <message>
        <source>Any number</source>
        <translation>Sınırsız</translation>
    </message>
    <message>
        <source>Keep &amp;for</source>
        <translation>&amp;Saklama süresi</translation>
    </message>
    <message>
        <source>Keep at &amp;most</source>
        <translation>En &amp;çok</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Geçmiş</translation>
    </message>
    <message>
        <source>What is older or beyond that number is deleted from this computer, not from the server.</source>
        <translation>Daha eski olanlar ya da bu sayıyı aşanlar bu bilgisayardan silinir, sunucudan değil.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RuleEditor</name>
    <message>
        <source>Group</source>
        <translation>Grup</translation>
    </message>
    <message>
        <source>Contains</source>
        <translation>İçerir</translation>
    </message>
    <message>
        <source>Lowest priority</source>
        <translation>En düşük öncelik</translation>
    </message>
    <message>
        <source>Highest priority</source>
        <translation>En yüksek öncelik</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ses</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Kural</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Hesap</translation>
    </message>
    <message>
        <source>Any account</source>
        <translation>Her hesap</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tür</translation>
    </message>
    <message>
        <source>Any type; task.* for all that begin so</source>
        <translation>Her tür; task.* böyle başlayanların hepsi</translation>
    </message>
    <message>
        <source>Any group</source>
        <translation>Her grup</translation>
    </message>
    <message>
        <source>Any text</source>
        <translation>Her metin</translation>
    </message>
    <message>
        <source>Do this</source>
        <translation>Yapılacak</translation>
    </message>
    <message>
        <source>A name such as message-new-instant, or a file</source>
        <translation>message-new-instant gibi bir ad ya da dosya</translation>
    </message>
    <message>
        <source>to</source>
        <translation>–</translation>
    </message>
    <message>
        <source>&amp;Account</source>
        <translation>&amp;Hesap</translation>
    </message>
    <message>
        <source>T&amp;ype</source>
        <translation>&amp;Tür</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Grup</translation>
    </message>
    <message>
        <source>&amp;Contains</source>
        <translation>İ&amp;çerir</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>Ö&amp;ncelik</translation>
    </message>
    <message>
        <source>&amp;Do this</source>
        <translation>&amp;Yapılacak</translation>
    </message>
    <message>
        <source>&amp;Sound</source>
        <translation>&amp;Ses</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>T&amp;amam</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>İ&amp;ptal</translation>
    </message>
    <message>
        <source>Everything that is given must hold. What is empty always holds.</source>
        <translation>Verilenlerin hepsi tutmalıdır. Boş olan her zaman tutar.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RuleWords</name>
    <message>
        <source>priority %1</source>
        <translation>öncelik %1</translation>
    </message>
    <message>
        <source>priority %1 to %2</source>
        <translation>öncelik %1–%2</translation>
    </message>
    <message>
        <source>account %1</source>
        <translation>hesap %1</translation>
    </message>
    <message>
        <source>type %1</source>
        <translation>tür %1</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>grup %1</translation>
    </message>
    <message>
        <source>contains “%1”</source>
        <translation>“%1” içerir</translation>
    </message>
    <message>
        <source>Popup</source>
        <translation>Açılır bildirim</translation>
    </message>
    <message>
        <source>Popup and sound</source>
        <translation>Açılır bildirim ve ses</translation>
    </message>
    <message>
        <source>No popup</source>
        <translation>Açılır bildirim yok</translation>
    </message>
    <message>
        <source>Mute: no popup, not counted</source>
        <translation>Sustur: bildirim yok, sayılmaz</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>her şey</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>conditions, what is done</comment>
        <translation>%1 → %2</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RulesPage</name>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Ekle…</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>&amp;Değiştir…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Kaldır</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>&amp;Yukarı</translation>
    </message>
    <message>
        <source>&amp;Down</source>
        <translation>&amp;Aşağı</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Kurallar</translation>
    </message>
    <message>
        <source>The first rule that fits a notification decides about it. Without one, there is a popup; for the lowest priority there is none.</source>
        <translation>Bildirime uyan ilk kural karar verir. Hiçbiri uymazsa açılır bildirim gösterilir; en düşük öncelikte gösterilmez.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::SecretService</name>
    <message>
        <source>The keyring was not unlocked.</source>
        <translation>Anahtarlığın kilidi açılmadı.</translation>
    </message>
    <message>
        <source>This desktop has no keyring that can keep the token.</source>
        <translation>Bu masaüstünde erişim anahtarını saklayabilecek bir anahtarlık yok.</translation>
    </message>
    <message>
        <source>The keyring did not take the token.</source>
        <translation>Anahtarlık erişim anahtarını almadı.</translation>
    </message>
    <message>
        <source>Tidings token of %1</source>
        <translation>%1 için Tidings erişim anahtarı</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::SettingsFile</name>
    <message>
        <source>The settings in “%1” cannot be read; the usual settings are used.</source>
        <translation>“%1” içindeki ayarlar okunamıyor; olağan ayarlar kullanılıyor.</translation>
    </message>
    <message>
        <source>“%1” is not a settings file; what it holds in other words is not used.</source>
        <translation>“%1” bir ayar dosyası değil; içindeki başka sözler kullanılmıyor.</translation>
    </message>
    <message>
        <source>“%1”: not understood, so the usual values are used: %2.</source>
        <translation>“%1”: anlaşılmadı, bu yüzden olağan değerler kullanılıyor: %2.</translation>
    </message>
    <message>
        <source>The settings cannot be written to “%1”: check the folder&apos;s permissions and the space on the disk. They hold until Tidings is quit.</source>
        <translation>Ayarlar “%1” dosyasına yazılamıyor: klasörün izinlerine ve diskteki boş alana bakın. Tidings kapatılana dek geçerlidirler.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>Ayarlar</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Hesaplar</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Kurallar</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Sessiz saatler</translation>
    </message>
    <message>
        <source>Popups and sounds</source>
        <translation>Bildirimler ve sesler</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Geçmiş</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Genel</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Sayfalar</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Ka&amp;pat</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Klavye kısayolları</translation>
    </message>
    <message>
        <source>Open the chosen notification&apos;s link</source>
        <translation>Seçili bildirimin bağlantısını aç</translation>
    </message>
    <message>
        <source>From the search field to the list</source>
        <translation>Arama alanından listeye</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Aramayı temizle</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Ka&amp;pat</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::StatusJudge</name>
    <message>
        <source>The server does not answer.</source>
        <translation>Sunucu yanıt vermiyor.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::StatusLine</name>
    <message numerus="yes">
        <source>%n accounts connected</source>
        <translation>
            <numerusform>%n hesap bağlı</numerusform>
        </translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>Henüz hesap yok</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>account, what to do</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Popups paused until %1</source>
        <translation>Açılır bildirimler %1 saatine kadar duraklatıldı</translation>
    </message>
    <message>
        <source>Popups paused</source>
        <translation>Açılır bildirimler duraklatıldı</translation>
    </message>
    <message>
        <source>Resume &amp;popups</source>
        <translation>Bildirimleri sür&amp;dür</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TokenDialog</name>
    <message>
        <source>Token for %1</source>
        <translation>%1 için erişim anahtarı</translation>
    </message>
    <message>
        <source>The account %1 needs a new token.</source>
        <translation>%1 hesabına yeni bir erişim anahtarı gerekiyor.</translation>
    </message>
    <message>
        <source>Paste it here. Nothing is missed meanwhile: what was announced comes in afterwards.</source>
        <translation>Buraya yapıştırın. Bu arada hiçbir şey kaçmaz: bildirilenler sonradan gelir.</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>Erişi&amp;m anahtarı</translation>
    </message>
    <message>
        <source>&amp;Save token</source>
        <translation>&amp;Kaydet</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Sonra</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TokenField</name>
    <message>
        <source>Token</source>
        <translation>Erişim anahtarı</translation>
    </message>
    <message>
        <source>Hide the token</source>
        <translation>Erişim anahtarını gizle</translation>
    </message>
    <message>
        <source>Show the token</source>
        <translation>Erişim anahtarını göster</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TokenKeeper</name>
    <message>
        <source>This account&apos;s token comes from a command: change it there.</source>
        <translation>Bu hesabın erişim anahtarı bir komuttan geliyor: orada değiştirin.</translation>
    </message>
    <message>
        <source>Say first where the token is to be kept.</source>
        <translation>Önce erişim anahtarının nerede saklanacağını belirtin.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TokenReports</name>
    <message>
        <source>%1 needs a new token</source>
        <translation>%1 için yeni bir belirteç gerekli</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TokenRequests</name>
    <message>
        <source>Where to keep the token of %1</source>
        <translation>%1 erişim anahtarı nerede saklansın?</translation>
    </message>
    <message>
        <source>No keyring can keep the token. Keep it in a file instead?</source>
        <translation>Erişim anahtarını saklayabilecek bir anahtarlık yok. Bir dosyada saklansın mı?</translation>
    </message>
    <message>
        <source>Only your user account can read that file, but it is not encrypted.</source>
        <translation>Bu dosyayı yalnız sizin kullanıcı hesabınız okuyabilir, ama şifreli değildir.</translation>
    </message>
    <message>
        <source>&amp;Keep it in a file</source>
        <translation>Bir &amp;dosyada sakla</translation>
    </message>
    <message>
        <source>&amp;Do not keep it</source>
        <translation>&amp;Saklama</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TrayMenu</name>
    <message>
        <source>&amp;Open Tidings</source>
        <translation>Tidings&apos;i &amp;aç</translation>
    </message>
    <message>
        <source>&amp;Mark all as read</source>
        <translation>Tü&amp;münü okundu işaretle</translation>
    </message>
    <message>
        <source>&amp;Pause popups</source>
        <translation>Açılır bildirimleri &amp;duraklat</translation>
    </message>
    <message>
        <source>For &amp;1 hour</source>
        <translation>&amp;1 saat</translation>
    </message>
    <message>
        <source>Until &amp;tomorrow</source>
        <translation>&amp;Yarına kadar</translation>
    </message>
    <message>
        <source>Until I &amp;switch them on</source>
        <translation>Ben &amp;açana kadar</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>A&amp;yarlar…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Çık</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TrayWords</name>
    <message>
        <source>connected</source>
        <translation>bağlı</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>bağlanıyor</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>çevrimdışı</translation>
    </message>
    <message>
        <source>action needed</source>
        <translation>işlem gerekli</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>duraklatıldı</translation>
    </message>
    <message numerus="yes">
        <source>Tidings: %n unread, %1</source>
        <translation>
            <numerusform>Tidings: %n okunmamış, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Resume popups</source>
        <translation>Açılır bildirimleri sürdür</translation>
    </message>
    <message>
        <source>Resume popups (paused until %1)</source>
        <translation>Açılır bildirimleri sürdür (%1 saatine kadar duraklatıldı)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::UrlConfirmation</name>
    <message>
        <source>Open a link to another site?</source>
        <translation>Başka bir siteye giden bağlantı açılsın mı?</translation>
    </message>
    <message>
        <source>This link leads to %1, which is not the site of the account it came from.</source>
        <translation>Bu bağlantı, geldiği hesabın sitesi olmayan %1 adresine gidiyor.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Bağlantı</translation>
    </message>
    <message>
        <source>&amp;Open link</source>
        <translation>Bağlantıyı &amp;aç</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>İ&amp;ptal</translation>
    </message>
</context>
</TS>
